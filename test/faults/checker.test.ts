import { describe, expect, test } from 'vitest';
import { check } from '../soak/check/check.ts';
import type { Evidence, LoggedEvent, Move } from '../soak/check/evidence.ts';
import { shortest } from '../soak/check/verdict.ts';
import type { Heard, Op } from '../soak/history.ts';

// Histories made by hand: a good one, and for each invariant one in which something is wrong.

const ada = 1;
const bo = 2;
const [open, high, filled] = [10, 11, 20];
const columns = { annotation: '5', question: '6' };

const move = (row: number, more: Partial<Move> = {}): Move => ({
  row,
  before: open,
  after: open,
  holderBefore: null,
  holderAfter: null,
  cells: {},
  version: 1,
  ...more,
});
const event = (seq: number, kind: string, actor: number | null, moves: Move[], note: LoggedEvent['note'] = null): LoggedEvent => ({
  seq,
  at: 1000 * seq,
  kind,
  actor,
  note,
  moves,
});
const op = (id: number, kind: Op['kind'], more: Partial<Op>): Op => ({
  t: 'op',
  id,
  kind,
  who: ada,
  server: 0,
  at: 0,
  end: 0,
  out: 'ok',
  ...more,
});

/** Rows 1 and 2 are added; Ada claims 1, fills it; Bo claims 2, types, holds it for longer; it runs out. */
function good(): Evidence {
  const heard: Heard[] = [
    { t: 'page', who: 7, filter: 'open', at: 0, cursor: 1, total: 2, rows: [1, 2], more: false },
    { t: 'heard', who: 7, filter: 'open', at: 0, cursor: 2, total: 2, exact: true, changes: [[2, 'C', 1]] },
    {
      t: 'heard',
      who: 7,
      filter: 'open',
      at: 0,
      cursor: 5,
      total: 1,
      exact: true,
      changes: [
        [3, 'L', 1],
        [4, 'C', 2],
        [5, 'C', 2],
      ],
    },
    { t: 'sizes', who: 8, at: 0, cursor: 3, groups: { 'null/empty': 0, 'high/empty': 1, 'null/filled': 1 } },
  ];
  return {
    ops: [
      op(1, 'claim', { at: 1500, end: 2500, filter: 'open', count: 1, claims: [{ row: 1, token: 'a', at: 2000 }] }),
      op(2, 'annotate', { at: 2600, end: 3500, tag: 'op 2', row: 1, token: 'a', claimedAt: 2000, fill: true, seq: 3, key: 'k' }),
      op(3, 'claim', { who: bo, at: 3600, end: 4500, filter: 'open', count: 2, claims: [{ row: 2, token: 'b', at: 4000 }] }),
      op(4, 'renew', { who: bo, at: 4600, end: 4700, row: 2, token: 'b', claimedAt: 4000, expires: 4900 }),
      op(5, 'draft', { who: bo, at: 4700, end: 4800, row: 2, token: 'b', typed: 'op 5' }),
    ],
    heard,
    events: [
      event(1, 'added', bo, [move(1, { before: null }), move(2, { before: null, after: high })]),
      event(2, 'claimed', ada, [move(1, { holderAfter: ada })]),
      event(3, 'filled', ada, [move(1, { after: filled, holderBefore: ada, cells: { 5: [null, 'op 2'] }, version: 2 })]),
      event(4, 'claimed', bo, [move(2, { before: high, after: high, holderAfter: bo })]),
      event(5, 'expired', null, [move(2, { before: high, after: high, holderBefore: bo })]),
    ],
    combinations: new Map([
      [open, { filled: false, priority: null }],
      [high, { filled: false, priority: 'high' }],
      [filled, { filled: true, priority: null }],
    ]),
    columns,
    end: {
      rows: new Map([
        [1, { combination: filled, version: 2, annotation: 'op 2', question: 'start 1' }],
        [2, { combination: high, version: 1, annotation: null, question: 'start 2' }],
      ]),
      claims: new Map(),
      drafts: new Map([['2/2', 'op 5']]),
      folded: new Map([
        [filled, 1],
        [high, 1],
      ]),
    },
    surprises: [],
  };
}

/** What is broken in it, by invariant, each with its shortest history. */
function broken(change: (evidence: Evidence) => void): Record<string, { what: string; lines: number }> {
  const evidence = good();
  change(evidence);
  return Object.fromEntries(
    check(evidence).flatMap((verdict) => {
      const found = shortest(verdict);
      return found ? [[verdict.invariant, { what: found.what, lines: found.history.length }]] : [];
    }),
  );
}

test('a good history holds, and every invariant had something to look at', () => {
  const verdicts = check(good());
  expect(verdicts.flatMap(({ breaks }) => breaks)).toEqual([]);
  expect(verdicts.filter(({ looked, invariant }) => looked === 0 && !invariant.startsWith('an idempotency key'))).toEqual([]);
});

describe('a history is broken when', () => {
  test('a row is dealt while somebody holds it', () => {
    const found = broken(({ events }) => {
      events.splice(2, 0, event(3, 'claimed', bo, [move(1, { holderAfter: bo })]));
      events.slice(3).forEach((one) => one.seq++);
    });
    expect(found['at most one live claim per row']).toEqual({ what: 'row 1 is held by 1 and dealt to 2', lines: 2 });
  });

  test('the table has a claim that no event tells of', () => {
    expect(broken(({ end }) => end.claims.set(2, bo))['at most one live claim per row']?.what).toMatch(/nobody holds it, the table 2/);
  });

  test('a write is accepted under a claim that is not the live one', () => {
    const found = broken(({ ops }) => (ops[1]!.claimedAt = 1000));
    expect(found['a stale token changes nothing']).toMatchObject({ lines: 3 });
  });

  test('a claim runs out before the moment to which it was prolonged', () => {
    const found = broken(({ ops }) => (ops[3]!.expires = 5100));
    expect(found).toEqual({ 'a renewed claim lasts': { what: 'the claim of row 2 was prolonged to 5100 and ran out at 5000', lines: 2 } });
  });

  test('what somebody typed is not there', () => {
    const kept = 'what was typed is kept';
    expect(broken(({ end }) => end.drafts.delete('2/2'))[kept]).toEqual({ what: 'row 2: 2 typed “op 5”, and there is “”', lines: 1 });
    expect(broken(({ end }) => end.drafts.set('2/2', 'older'))[kept]?.what).toMatch(/there is “older”/);
    const read = op(9, 'read', { who: bo, at: 4850, end: 4900, row: 2 });
    expect(broken(({ ops }) => ops.push(read))[kept]?.lines).toBe(1);
    expect(broken(({ ops }) => ops.push({ ...read, typed: 'op 5' }))).toEqual({});
    // Typed and refused after it, that is what is kept.
    const refused = op(9, 'annotate', { who: bo, at: 5100, end: 5200, row: 2, token: 'b', claimedAt: 4000, tag: 'op 9', out: 'refused' });
    expect(broken(({ ops, end }) => (ops.push(refused), end.drafts.set('2/2', 'op 9')))).toEqual({});
    // And nothing once they have written the row.
    expect(
      broken(
        ({ events, end }) => (
          events.push(event(6, 'edited', bo, [move(2, { before: high, after: high, version: 2 })])),
          (end.rows.get(2)!.version = 2),
          end.drafts.clear()
        ),
      )[kept],
    ).toBeUndefined();
  });

  test('an acknowledged write is not there', () => {
    const found = broken(({ ops }) => ops.push(op(9, 'annotate', { tag: 'op 9', row: 2 })));
    expect(found).toEqual({
      'an acknowledged write is there once, any other whole or not at all': {
        what: 'op 9: it was acknowledged, and is there 0 times',
        lines: 1,
      },
    });
  });

  test('an acknowledged claim has no event', () => {
    const found = broken(({ ops }) => (ops[0]!.claims = [{ row: 2, token: 'x', at: 2000 }]));
    expect(Object.values(found)[0]!.what).toBe('the claim of row 2 was answered, and is in the events 0 times');
  });

  test('a refused write is there', () => {
    const found = broken(({ ops }) => (ops[1]!.out = 'refused'));
    expect(Object.values(found)[0]!.what).toBe('op 2: it was refused, and is there');
  });

  test('a write that nobody knows of is there in part', () => {
    const found = broken(({ ops, end }) => {
      ops.push(op(9, 'add', { tag: 'op 9', n: 30, out: 'unknown' }));
      end.rows.get(2)!.question = 'op 9 0';
    });
    expect(found).toEqual({
      'an acknowledged write is there once, any other whole or not at all': { what: 'op 9: 1 of 30 rows are there', lines: 1 },
    });
  });

  test('a key has two effects', () => {
    const found = broken(({ ops, events, end }) => {
      ops.push({ ...ops[1]!, id: 4 });
      events.push(event(6, 'edited', ada, [move(1, { before: filled, after: filled, cells: { 5: ['op', 'op 2'] }, version: 3 })]));
      end.rows.get(1)!.version = 3;
    });
    expect(found['an acknowledged write is there once, any other whole or not at all']).toEqual({
      what: 'op 2: it was acknowledged, and is there 2 times',
      lines: 4,
    });
  });

  test('a key has two answers', () => {
    const found = broken(({ ops }) => ops.push({ ...ops[1]!, id: 4, seq: 4 }));
    expect(found['an idempotency key has one effect and one answer']).toEqual({ what: 'key k was answered in two ways', lines: 2 });
  });

  test('something was taken back for some of its rows', () => {
    const found = broken(({ events }) => (events[0]!.note = { undone: true }));
    expect(Object.values(found)[0]!.what).toBe('event 1 was taken back for 0 of 2 rows');
  });

  const follower = 'every follower’s replay equals the table';
  const heardOf = ({ heard }: Evidence, n: number) => heard[n] as Extract<Heard, { t: 'heard' }>;

  test('a follower misses a change', () => {
    const found = broken((evidence) => heardOf(evidence, 2).changes.splice(1, 1));
    expect(found).toEqual({ [follower]: { what: 'follower 7: between 2 and 5, missing [[4,"C",2]], too much []', lines: 3 } });
  });

  test('a follower is told something twice', () => {
    const found = broken((evidence) => heardOf(evidence, 2).changes.unshift([2, 'C', 1]));
    expect(found[follower]?.what).toBe('follower 7: between 2 and 5, missing [], too much [[2,"C",1]]');
    expect(broken((evidence) => heardOf(evidence, 1).changes.push([2, 'C', 1]))[follower]?.what).toMatch(/told twice/);
  });

  test('a follower is told a wrong size', () => {
    expect(broken((evidence) => (heardOf(evidence, 1).total = 3))[follower]?.what).toBe('follower 7: at 2 a total of 3, a recount says 2');
  });

  test('a follower stays behind', () => {
    expect(broken(({ heard }) => heard.splice(2, 1))[follower]?.what).toMatch(/stayed behind at 2 of 5: 3 changes/);
  });

  test('but not when it was told to reload', () => {
    const found = broken((evidence) => Object.assign(heardOf(evidence, 2), { changes: [], reload: 'TOO_SLOW' }));
    expect(found).toEqual({});
  });

  test('a number is left out', () => {
    const found = broken(({ events }) => (events[4]!.seq = 6));
    expect(found['seq is gapless']).toEqual({ what: '6 follows 4', lines: 2 });
  });

  test('a row is not what its events say', () => {
    const rows = 'every row equals the replay of its events';
    expect(broken(({ end }) => (end.rows.get(1)!.annotation = 'other'))[rows]?.what).toBe('row 1: the table has the text "other"');
    expect(broken(({ end }) => (end.rows.get(1)!.version = 3))[rows]?.what).toBe('row 1: the table has version 3, the events 2');
    expect(broken(({ events }) => (events[2]!.moves[0]!.cells['5'] = ['x', 'op 2']))[rows]?.what).toMatch(/begins with another text/);
  });

  test('a size is not what a recount says', () => {
    const sizes = 'sizes equal a recount';
    expect(broken(({ end }) => end.folded.set(high, 2))[sizes]?.what).toBe('combination 11: folded 2, counted 1');
    expect(broken(({ heard }) => heard.push({ t: 'sizes', who: 8, at: 0, cursor: 2, groups: { 'null/empty': 2 } }))[sizes]?.what).toMatch(
      /dashboard 8 at 2: null\/empty shown 2, counted 1; high\/empty shown 0, counted 1/,
    );
  });

  test('“nothing to claim” is said while there is something', () => {
    const found = broken(({ ops }) => ops.push(op(9, 'claim', { at: 2100, end: 2200, filter: 'open', count: 1, claims: [] })));
    expect(found).toEqual({
      '“nothing to claim” only when a recount agrees': { what: '0 of 1 rows of “open” were dealt, while at least 1 were free', lines: 2 },
    });
    // Between 4 and 5 there was none.
    expect(broken(({ ops }) => ops.push(op(9, 'claim', { at: 4100, end: 4200, filter: 'open', count: 1, claims: [] })))).toEqual({});
  });

  test('a server ends by itself, or fails without a name', () => {
    const life = 'servers live, and every failure has a name';
    expect(broken(({ surprises }) => surprises.push('it ended'))[life]?.what).toBe('it ended');
    const failed = op(9, 'renew', { out: 'unknown', why: 'INTERNAL_SERVER_ERROR' });
    expect(broken(({ ops }) => ops.push(failed))[life]?.what).toBe('operation 9 failed without a name');
  });
});
