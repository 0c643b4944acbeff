import type { ReviewPorts } from './review-ports.ts';
import type { Loss, OpenRow, ReviewAction, ReviewState, Values } from './review-types.ts';

interface Store<Row> {
  get(): ReviewState<Row>;
  dispatch(action: ReviewAction<Row>): void;
}

/**
 * Keeps what is typed: in this browser at each key, at the server after a short quiet. One request at a time, the newest
 * text last, so that an older draft never overtakes a newer one.
 */
export function draftSaver<Row>(
  { api, kept, draftDelay = 800 }: ReviewPorts<Row>,
  { get, dispatch }: Store<Row>,
  onLost: (rowId: string, loss: Loss) => void,
) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<unknown> | null = null;
  let again = false;

  async function send(open: OpenRow<Row>, typed: Values): Promise<boolean> {
    dispatch({ kind: 'draft', rowId: open.rowId, draft: 'saving' });
    const written = await api.saveDraft(open.token, open.rowId, typed);
    const fresh = get().current?.rowId === open.rowId && get().current?.token === open.token;
    // A claim that ran out still takes the draft: the text is safe, the claim is not.
    const safe = written.kind === 'done' || written.kind === 'lost';
    dispatch({ kind: 'draft', rowId: open.rowId, draft: safe ? 'saved' : 'here' });
    if (written.kind === 'lost' && fresh && get().busy === null) onLost(open.rowId, written.loss);
    return safe;
  }

  function flush(): Promise<boolean> {
    clearTimeout(timer);
    const open = get().current;
    if (!open || !get().online) return Promise.resolve(false);
    if (underWay) {
      again = true;
      return underWay.then(() => get().draft === 'saved');
    }
    const sending = send(open, open.typed).finally(() => {
      underWay = null;
      if (again) {
        again = false;
        schedule(0);
      }
    });
    underWay = sending;
    return sending;
  }

  function schedule(delay = draftDelay) {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), delay);
  }

  return {
    flush,
    /** After each key. */
    typed() {
      const open = get().current;
      if (!open) return;
      const safe = kept.keep(open.rowId, open.typed);
      dispatch({ kind: 'draft', rowId: open.rowId, draft: safe ? 'here' : 'unkept' });
      if (!get().loss) schedule();
    },
    /** Before a write that ends the claim: nothing more is to be sent, and what is under way has arrived. */
    async quiet() {
      clearTimeout(timer);
      again = false;
      await underWay;
    },
  };
}
