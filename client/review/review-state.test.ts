import { describe, expect, test } from 'vitest';
import { fillBlockedBy } from './review-facts.ts';
import { ada, bo, free, heldByBo, seat } from './review-kit.ts';
import { initialReview, reduceReview, shown } from './review-state.ts';
import type { ReviewAction, ReviewState } from './review-types.ts';

const after = (actions: ReviewAction[], from: ReviewState = initialReview()) => actions.reduce<ReviewState>(reduceReview, from);
const dealt: ReviewAction = { kind: 'dealt', seats: [seat(1), seat(2)], now: 0 };
const typed: ReviewAction = { kind: 'typed', values: { note: 'The parcel is lost' } };

describe('dealing', () => {
  test('opens the first row and keeps the next ahead', () => {
    const state = after([dealt]);
    expect(state.current?.rowId).toBe('Row_1');
    expect(state.ahead.map((open) => open.rowId)).toEqual(['Row_2']);
  });

  test('the row ahead is there the moment one is filled; its time begins then', () => {
    const state = after([dealt, { kind: 'filled', now: 42_000 }]);
    expect(state.current).toMatchObject({ rowId: 'Row_2', openedAt: 42_000 });
    expect(state.done).toEqual([{ rowId: 'Row_1', seconds: 42 }]);
  });

  test('nothing dealt is the end, and a row that comes later begins again', () => {
    const end = after([{ kind: 'dealt', seats: [], now: 0 }]);
    expect(end.phase).toBe('finished');
    expect(after([{ kind: 'dealt', seats: [seat(9)], now: 0 }], end)).toMatchObject({ phase: 'reviewing', current: { rowId: 'Row_9' } });
  });

  test('a row that came back by undo goes in front; the open one waits with its text', () => {
    const state = after([dealt, typed, { kind: 'dealt', seats: [seat(7)], now: 0, first: true }]);
    expect(state.current?.rowId).toBe('Row_7');
    expect(state.ahead.map((open) => [open.rowId, open.typed])).toEqual([
      ['Row_1', { note: 'The parcel is lost' }],
      ['Row_2', {}],
    ]);
  });
});

describe('a lost claim', () => {
  const lost = after([dealt, typed, { kind: 'lost', rowId: 'Row_1', loss: heldByBo }]);

  test('keeps what was typed, says who has the row, and stops the fill', () => {
    expect(lost.current && shown(lost.current).note).toBe('The parcel is lost');
    expect(lost.loss?.holder).toEqual(bo);
    expect(fillBlockedBy(lost)).toMatch(/claim is gone/);
  });

  test('typing goes on while it is lost', () => {
    expect(after([{ kind: 'typed', values: { category: 'wrong' } }], lost).current?.typed).toEqual({
      note: 'The parcel is lost',
      category: 'wrong',
    });
  });

  test('claimed again, the text is back under the new token', () => {
    const again = after([{ kind: 'reclaimed', seat: seat(1, { token: 'new' }) }], lost);
    expect(again).toMatchObject({ loss: null, meanwhile: null, current: { token: 'new', typed: { note: 'The parcel is lost' } } });
  });

  test('claimed again after somebody wrote into it: both are shown, nothing is overwritten', () => {
    const values = { ...seat(1).values, note: 'Sent back to us' };
    const again = after([{ kind: 'reclaimed', seat: seat(1, { version: 3, values }) }], lost);
    expect(again.meanwhile?.values.note).toBe('Sent back to us');
    expect(fillBlockedBy(again)).toMatch(/changed meanwhile/);
    expect(after([{ kind: 'keepMine' }], again).current?.typed).toEqual({ note: 'The parcel is lost' });
    expect(after([{ kind: 'takeTheirs' }], again).current).toMatchObject({ typed: {}, values: { note: 'Sent back to us' }, version: 3 });
  });

  test('dealt to me again by chance, it is simply mine again', () => {
    const again = after([{ kind: 'dealt', seats: [seat(1, { token: 'new' }), seat(3)], now: 0 }], lost);
    expect(again).toMatchObject({
      loss: null,
      current: { token: 'new', typed: { note: 'The parcel is lost' } },
      ahead: [{ rowId: 'Row_2' }, { rowId: 'Row_3' }],
    });
  });

  test('of the row ahead is no news: it is dropped', () => {
    const state = after([dealt, { kind: 'lost', rowId: 'Row_2', loss: free }]);
    expect(state).toMatchObject({ loss: null, ahead: [], current: { rowId: 'Row_1' } });
  });
});

describe('drafts', () => {
  const draft = { by: ada, at: '2026-11-23T11:00:00.000Z', values: { note: 'Ada was here' } };

  test('somebody else’s is offered, not taken', () => {
    const state = after([{ kind: 'dealt', seats: [seat(1, { draft: { ...draft, mine: false } })], now: 0 }]);
    expect(state.current).toMatchObject({ typed: {}, offer: { by: ada } });
    expect(after([{ kind: 'offerUsed' }], state).current).toMatchObject({ typed: { note: 'Ada was here' }, offer: null });
    expect(after([{ kind: 'offerDiscarded' }], state).current).toMatchObject({ typed: {}, offer: null });
  });

  test('mine is put back by itself, and may be discarded', () => {
    const state = after([{ kind: 'dealt', seats: [seat(1, { draft: { ...draft, mine: true } })], now: 0 }]);
    expect(state.current).toMatchObject({ typed: { note: 'Ada was here' }, restoredFrom: draft.at });
    expect(after([{ kind: 'typingDiscarded' }], state).current?.typed).toEqual({});
  });

  test('a draft that says what is there already is no news', () => {
    const same = { ...draft, values: { note: '' }, mine: false };
    expect(after([{ kind: 'dealt', seats: [seat(1, { draft: same })], now: 0 }]).current?.offer).toBeNull();
  });
});

describe('offline', () => {
  test('typing goes on, filling says why it cannot', () => {
    const state = after([dealt, { kind: 'connection', online: false }, typed]);
    expect(state.current?.typed).toEqual({ note: 'The parcel is lost' });
    expect(fillBlockedBy(state)).toMatch(/offline/);
    expect(fillBlockedBy(after([{ kind: 'connection', online: true }], state))).toBeNull();
  });
});

test('a change that touches nothing of mine asks nothing', () => {
  const values = { ...seat(1).values, category: 'correct' };
  const state = after([dealt, typed, { kind: 'changedMeanwhile', rowId: 'Row_1', now: { version: 2, values } }]);
  expect(state).toMatchObject({
    meanwhile: null,
    current: { version: 2, values: { category: 'correct' }, typed: { note: 'The parcel is lost' } },
  });
});
