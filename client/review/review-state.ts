import type { OpenRow, ReviewAction, ReviewState, Seat, Values } from './review-types.ts';

/**
 * What a reviewer's screen knows, as a pure state machine. It has no clock, no network and no React: `review-session.ts`
 * feeds it. The one promise that everything here keeps: what was typed leaves the state only when the server has it
 * (filled), or when the reviewer says so.
 *
 *   dealing ──dealt──▶ reviewing ──filled / skipped / left──▶ reviewing (the row ahead) or dealing
 *      │                  │  ▲
 *      └─dealt none─▶ finished │   lost ⇄ reclaimed: the claim goes, the text stays
 */
export const initialReview = <Row>(): ReviewState<Row> => ({
  phase: 'dealing',
  online: true,
  current: null,
  ahead: [],
  loss: null,
  meanwhile: null,
  busy: null,
  problem: null,
  draft: 'none',
  done: [],
  skipped: 0,
});

/** A missing value and an empty text are the same answer: none. */
export const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a === '' ? null : (a ?? null)) === JSON.stringify(b === '' ? null : (b ?? null));

/** What of `typed` is not already so in `values`. */
export const differing = (typed: Values, values: Values): Values =>
  Object.fromEntries(Object.entries(typed).filter(([key, value]) => !same(value, values[key])));

/** Where both have moved away from what I started from, and apart. */
export const conflicts = (typed: Values, now: Values): string[] => Object.keys(differing(typed, now));

/** What the form shows. */
export const shown = (open: OpenRow): Values => ({ ...open.values, ...open.typed });

function openRow<Row>(seat: Seat<Row>, now: number): OpenRow<Row> {
  const mine = seat.draft?.mine ? seat.draft : null;
  const back = seat.kept ?? mine;
  const typed = differing(back?.values ?? {}, seat.values);
  const others =
    seat.draft && !seat.draft.mine ? { by: seat.draft.by, at: seat.draft.at, values: differing(seat.draft.values, seat.values) } : null;
  return {
    ...seat,
    typed,
    offer: others && Object.keys(others.values).length > 0 ? others : null,
    restoredFrom: back && Object.keys(typed).length > 0 ? back.at : null,
    openedAt: now,
    fillKey: null,
  };
}

/** The next row ahead becomes the current one; none ahead means that somebody has to deal. */
function next<Row>(state: ReviewState<Row>, now: number): ReviewState<Row> {
  const [head, ...ahead] = state.ahead;
  return {
    ...state,
    phase: head ? 'reviewing' : 'dealing',
    current: head ? { ...head, openedAt: now } : null,
    ahead,
    loss: null,
    meanwhile: null,
    busy: null,
    problem: null,
    draft: !head || Object.keys(head.typed).length === 0 ? 'none' : head.restoredFrom && !head.kept ? 'saved' : 'here',
  };
}

const edit = <Row>(state: ReviewState<Row>, change: (open: OpenRow<Row>) => Partial<OpenRow<Row>>): ReviewState<Row> =>
  state.current ? { ...state, current: { ...state.current, fillKey: null, ...change(state.current) }, problem: null } : state;

/** The open row under a new claim, with what was typed. Where somebody wrote into it meanwhile, both are shown. */
function reclaim<Row>(state: ReviewState<Row>, seat: Seat<Row>): ReviewState<Row> {
  if (!state.current) return state;
  const { typed, openedAt, values, version } = state.current;
  const offer = seat.draft && !seat.draft.mine ? { by: seat.draft.by, at: seat.draft.at, values: seat.draft.values } : null;
  const moved = seat.version !== version && !same(seat.values, values) && conflicts(typed, seat.values).length > 0;
  return {
    ...state,
    phase: 'reviewing',
    current: { ...seat, typed: differing(typed, seat.values), openedAt, offer, restoredFrom: null, fillKey: null },
    loss: null,
    meanwhile: moved ? { version: seat.version, values: seat.values } : null,
    busy: null,
    problem: null,
  };
}

function deal<Row>(before: ReviewState<Row>, seats: Seat<Row>[], now: number, first = false): ReviewState<Row> {
  // The row whose claim ran out may be the next to be dealt: then it simply is mine again.
  const back = before.loss ? seats.find((seat) => seat.rowId === before.current?.rowId) : undefined;
  const state = back ? reclaim(before, back) : before;
  const known = new Set([state.current, ...state.ahead].map((open) => open?.rowId));
  const fresh = seats.filter((seat) => !known.has(seat.rowId)).map((seat) => openRow(seat, now));
  if (first && state.current && fresh.length > 0) {
    return next({ ...state, ahead: [...fresh, state.current, ...state.ahead] }, now);
  }
  const ahead = [...state.ahead, ...fresh];
  if (state.current) return { ...state, ahead, busy: state.busy === 'claim' ? null : state.busy };
  return ahead.length > 0 ? next({ ...state, ahead }, now) : { ...state, phase: 'finished', busy: null };
}

export function reduceReview<Row>(state: ReviewState<Row>, action: ReviewAction<Row>): ReviewState<Row> {
  switch (action.kind) {
    case 'dealt':
      return deal(state, action.seats, action.now, action.first);
    case 'dealing':
      return state.current ? state : { ...state, phase: 'dealing', problem: null };
    case 'typed':
      return edit(state, (open) => ({ typed: differing({ ...open.typed, ...action.values }, open.values) }));
    case 'offerUsed':
      return edit(state, (open) => ({ typed: differing({ ...open.typed, ...open.offer?.values }, open.values), offer: null }));
    case 'offerDiscarded':
      return edit(state, () => ({ offer: null }));
    case 'typingDiscarded':
      return edit(state, () => ({ typed: {}, restoredFrom: null }));
    case 'renewed': {
      const until = new Map(action.claims.map((claim) => [claim.token, claim.expiresAt]));
      const renew = (open: OpenRow<Row>) => ({ ...open, expiresAt: until.get(open.token) ?? open.expiresAt });
      return { ...state, current: state.current && renew(state.current), ahead: state.ahead.map(renew) };
    }
    case 'lost':
      if (state.current?.rowId === action.rowId) {
        // Told twice, it was lost the first time; told late, it was lost when it ran out.
        const at = state.loss?.at ?? Math.min(action.loss.at, state.current.expiresAt);
        return { ...state, loss: { ...action.loss, at }, busy: null, problem: null };
      }
      return { ...state, ahead: state.ahead.filter((open) => open.rowId !== action.rowId) };
    case 'reclaimed':
      return state.current?.rowId === action.seat.rowId
        ? reclaim(state, action.seat)
        : deal(state, [action.seat], action.seat.expiresAt, true);
    case 'changedMeanwhile': {
      if (state.current?.rowId !== action.rowId || action.now.version <= state.current.version) return { ...state, busy: null };
      // Where I typed nothing that the change touches, there is nothing to ask: the row simply is newer.
      if (conflicts(state.current.typed, action.now.values).every((key) => same(state.current?.values[key], action.now.values[key])))
        return { ...state, busy: null, current: { ...state.current, ...action.now, fillKey: null } };
      return { ...state, meanwhile: action.now, busy: null };
    }
    case 'keepMine':
    case 'takeTheirs': {
      const { meanwhile } = state;
      if (!meanwhile) return state;
      const typed = (open: OpenRow) => (action.kind === 'keepMine' ? differing(open.typed, meanwhile.values) : {});
      return { ...edit(state, (open) => ({ ...meanwhile, typed: typed(open) })), meanwhile: null };
    }
    case 'busy': {
      const current = state.current && action.fillKey ? { ...state.current, fillKey: action.fillKey } : state.current;
      return { ...state, current, busy: action.with, problem: null };
    }
    case 'problem':
      return { ...state, busy: null, problem: action.problem };
    case 'settled':
      return { ...state, busy: null };
    case 'filled': {
      const { current } = state;
      if (!current) return state;
      const seconds = Math.max(0, Math.round((action.now - current.openedAt) / 1000));
      return next({ ...state, done: [...state.done, { rowId: current.rowId, seconds }] }, action.now);
    }
    case 'skipped':
      return next({ ...state, skipped: state.skipped + 1 }, action.now);
    case 'left':
      return next(state, action.now);
    case 'undone':
      return { ...state, busy: null, done: state.done.filter((one) => one.rowId !== action.rowId) };
    case 'draft':
      return state.current?.rowId === action.rowId ? { ...state, draft: action.draft } : state;
    case 'connection':
      return { ...state, online: action.online };
  }
}
