import { draftSaver } from './draft-saver.ts';
import { heldText } from './loss-text.ts';
import { fillBlockedBy } from './review-facts.ts';
import type { Dealt, ReviewPorts, Written } from './review-ports.ts';
import { initialReview, reduceReview } from './review-state.ts';
import type { Loss, ReviewAction, ReviewState, Seat, Values } from './review-types.ts';

/** Rows held at a time: the one that is read, and one ahead so that the next appears at once. */
const HOLD = 2;

/**
 * One sitting of one reviewer: deals rows, keeps one ahead, keeps the text safe, and turns every answer of the server
 * into a step of `review-state.ts`. Knows no React and no GraphQL.
 */
export function reviewSession<Row>(ports: ReviewPorts<Row>) {
  const { api, kept, now } = ports;
  let state: ReviewState<Row> = initialReview<Row>();
  let dealing: Promise<void> | null = null;
  let over = false;
  const listeners = new Set<() => void>();
  const get = () => state;
  /** What was sent with each fill: an undo takes it out of the row, and must not take it from the reviewer. */
  const answered = new Map<string, { values: Values; at: string }>();

  function dispatch(action: ReviewAction<Row>) {
    const before = state;
    state = reduceReview(state, action);
    if (state !== before) for (const listener of listeners) listener();
  }

  const lost = (rowId: string, loss: Loss) => dispatch({ kind: 'lost', rowId, loss });
  const drafts = draftSaver(ports, { get, dispatch }, lost);
  const withKept = (seat: Seat<Row>): Seat<Row> => {
    const copy = kept.find(seat.rowId) ?? answered.get(seat.rowId);
    const newer = copy && (!seat.draft?.mine || copy.at >= seat.draft.at);
    return { ...seat, kept: newer ? copy : null };
  };

  function take(dealt: Dealt<Row>, first = false) {
    if (over && dealt.kind === 'dealt') void api.release(dealt.seats.map((seat) => seat.token));
    else if (dealt.kind === 'dealt') dispatch({ kind: 'dealt', seats: dealt.seats.map(withKept), now: now(), first });
    else if (dealt.kind === 'problem') dispatch({ kind: 'problem', problem: dealt.problem });
  }

  /** Claims until one row is open and one is ahead. One request at a time. */
  function topUp(): Promise<void> {
    const missing = HOLD - (state.current ? 1 : 0) - state.ahead.length;
    if (missing <= 0 || over || !state.online || state.loss) return Promise.resolve();
    if (!state.current) dispatch({ kind: 'dealing' });
    dealing ??= api
      .claim(missing)
      .then((dealt) => {
        dealing = null;
        // Being refused a row ahead is no news while a row is open.
        if (dealt.kind === 'dealt' || !state.current) take(dealt);
        const full = dealt.kind === 'dealt' && dealt.seats.length === missing;
        return full ? topUp() : undefined;
      })
      .finally(() => {
        dealing = null;
      });
    return dealing;
  }

  /** What every answer to a write under the claim of the current row comes to. True when it was done. */
  function settle(rowId: string, written: Written): boolean {
    if (written.kind === 'lost') lost(rowId, written.loss);
    if (written.kind === 'changed') dispatch({ kind: 'changedMeanwhile', rowId, now: written.now });
    if (written.kind === 'problem') dispatch({ kind: 'problem', problem: written.problem });
    return written.kind === 'done';
  }

  async function goOn(kind: 'filled' | 'skipped' | 'left', waits = false) {
    const rowId = state.current?.rowId;
    if (rowId && kind === 'filled') {
      answered.set(rowId, { values: state.current?.typed ?? {}, at: new Date(now()).toISOString() });
      kept.forget(rowId);
    }
    dispatch({ kind, now: now() });
    if (rowId && kind === 'filled') ports.onFilled?.(rowId, waits);
    await topUp();
  }

  /** A free row that I leave comes last for me, as if skipped: else I would be dealt it again at once. */
  async function comesLast(rowId: string) {
    const dealt = await api.claimRow(rowId);
    const seat = dealt.kind === 'dealt' ? dealt.seats[0] : undefined;
    if (seat) await api.skip({ rowId, token: seat.token, reason: null });
  }

  return {
    get,
    dispatch,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    topUp,
    goOn,
    lost,
    async start() {
      const resumed = await api.resume();
      if (resumed.kind === 'lost') ports.onNotice?.(`The row you asked for: ${heldText(resumed.loss)}`);
      else if (resumed.kind === 'problem') return take(resumed);
      else if (resumed.seats.length > 0) take(resumed);
      await topUp();
    },
    edit(values: Values) {
      dispatch({ kind: 'typed', values });
      drafts.typed();
    },
    useOffer() {
      dispatch({ kind: 'offerUsed' });
      drafts.typed();
    },
    discardTyping() {
      dispatch({ kind: 'typingDiscarded' });
      drafts.typed();
    },
    async fill() {
      const open = state.current;
      if (!open || fillBlockedBy(state)) return;
      const key = open.fillKey ?? ports.newKey();
      dispatch({ kind: 'busy', with: 'fill', fillKey: key });
      await drafts.quiet();
      const written = await api.fill({ rowId: open.rowId, token: open.token, values: { ...open.affirmed, ...open.typed }, key });
      if (settle(open.rowId, written)) await goOn('filled', written.kind === 'done' && written.waits);
    },
    async skip(reason: string | null) {
      const open = state.current;
      if (!open || state.busy || state.loss) return;
      dispatch({ kind: 'busy', with: 'skip' });
      await drafts.quiet();
      if (settle(open.rowId, await api.skip({ rowId: open.rowId, token: open.token, reason }))) await goOn('skipped');
    },
    async undo() {
      if (state.busy || !state.online) return;
      dispatch({ kind: 'busy', with: 'undo' });
      const undone = await api.undo();
      if ('message' in undone) return dispatch({ kind: 'problem', problem: undone });
      const rowId = undone.rowIds[0];
      if (!rowId) return dispatch({ kind: 'settled' });
      dispatch({ kind: 'undone', rowId });
      const dealt = await api.claimRow(rowId);
      take(dealt, true);
      ports.onUndone?.(rowId, dealt.kind === 'dealt');
    },
    /** Takes back the row whose claim ran out, with what was typed. */
    async reclaim() {
      const open = state.current;
      if (!open || state.busy) return;
      dispatch({ kind: 'busy', with: 'claim' });
      const dealt = await api.claimRow(open.rowId);
      const seat = dealt.kind === 'dealt' ? dealt.seats[0] : undefined;
      if (dealt.kind === 'lost') lost(open.rowId, dealt.loss);
      else if (seat) {
        dispatch({ kind: 'reclaimed', seat });
        drafts.typed();
      } else take(dealt);
    },
    /** Leaves the lost row for whoever comes next, with the text as a draft. */
    async handOver() {
      const open = state.current;
      if (!open) return;
      dispatch({ kind: 'busy', with: 'skip' });
      if (Object.keys(open.typed).length > 0 && !(await drafts.flush()))
        return dispatch({
          kind: 'problem',
          problem: { message: 'The draft did not reach the server. It is kept in this browser.', unreached: true },
        });
      kept.forget(open.rowId);
      if (!state.loss?.holder) await comesLast(open.rowId);
      await goOn('left');
    },
    /** Renews what is held; what holds no more is told apart, with who has it now. False when the server was not reached. */
    async renew(): Promise<boolean> {
      const held = [state.current, ...state.ahead].filter((open) => open !== null);
      if (held.length === 0 || !state.online || over) return true;
      const answer = await api.renew(held.map((open) => open.token));
      if ('message' in answer) return answer.unreached !== true;
      dispatch({ kind: 'renewed', claims: answer.claims });
      const gone = held.filter((open) => answer.lost.includes(open.token));
      for (const { rowId, token } of gone) {
        const loss = await api.look(rowId);
        // Claimed again meanwhile, it is lost no more; and a write under way brings its own answer.
        const still = [state.current, ...state.ahead].some((open) => open?.token === token);
        const writing = rowId === state.current?.rowId && state.busy !== null;
        if (still && !writing) lost(rowId, loss);
      }
      if (gone.length > 0) await topUp();
      return true;
    },
    connection(online: boolean) {
      dispatch({ kind: 'connection', online });
    },
    /** After the connection came back: what is still ours, and the text to the server. */
    async resync() {
      // The first request after a network comes back often fails: try again, a little later each time.
      for (let tries = 0; state.online && !over && !(await this.renew()) && tries < 6; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries));
      }
      if (!state.online || over) return;
      if (state.current && state.draft !== 'saved' && Object.keys(state.current.typed).length > 0 && !state.loss) await drafts.flush();
      if (state.problem?.unreached && !state.current) await topUp();
    },
    /**
     * Lets go of everything; the text goes along as a draft. Sent at once and not waited for, since the page may be ending.
     * `closing`: it may also be loaded again, so the open row is kept for a moment.
     */
    leave(closing = false) {
      if (over) return;
      over = true;
      const { current, ahead, loss } = state;
      if (current && state.draft !== 'saved' && Object.keys(current.typed).length > 0) void drafts.flush();
      const open = current && !loss ? [current.token] : [];
      if (closing) void api.letRunOut(open);
      void api.release([...(closing ? [] : open), ...ahead.map((one) => one.token)]);
    },
  };
}

export type ReviewSession<Row> = ReturnType<typeof reviewSession<Row>>;
