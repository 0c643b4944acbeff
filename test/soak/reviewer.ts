import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, ask, mutate, numberOf } from './api.ts';
import { claimedFrom, filters } from './filters.ts';
import type { Op, OpKind } from './history.ts';
import { between, pick } from './random.ts';

export interface Hands {
  urls: string[];
  datasetId: string;
  random: () => number;
  /** Rows that anybody has heard of. */
  known: number[];
  nextId(): number;
  write(op: Op): void;
  /** Mean time between two steps of one reviewer, in milliseconds. */
  pace: number;
}

interface Held {
  row: number;
  token: string;
  at: number;
}

/** One reviewer at work, until `stopped`: claims, writes, fills, gives back, reopens, edits many, takes back, adds; now and
 * then with a token that holds no more, or with the same key twice. What was left unknown is tried again with its key. */
export async function review(hands: Hands, { number, secret }: { number: number; secret: string }, stopped: () => boolean): Promise<void> {
  const { random, urls, datasetId, known } = hands;
  const held: Held[] = [];
  const spent: Held[] = [];
  const priorities = ['high', 'medium', 'low', null];

  async function once(
    kind: OpKind,
    field: string,
    input: object,
    selection: string,
    facts: Partial<Op>,
    read: (payload: Answer['payload']) => Partial<Op>,
  ): Promise<Op> {
    const server = Math.floor(random() * urls.length);
    const at = Date.now();
    const { out, why, payload } = await mutate(urls[server]!, secret, field, input, selection);
    const op: Op = {
      t: 'op',
      id: hands.nextId(),
      kind,
      who: number,
      server,
      at,
      end: Date.now(),
      out,
      why,
      ...facts,
      ...(out === 'ok' ? read(payload) : {}),
    };
    hands.write(op);
    return op;
  }

  /** With a key now and then: then again when it is unknown what became of it, and sometimes though it is known. */
  async function act(...[kind, field, input, selection, facts, read]: Parameters<typeof once>): Promise<Op> {
    const keyed = kind !== 'release' && kind !== 'add' && random() < 0.4;
    const key = keyed ? `k${number}-${hands.nextId()}` : undefined;
    const again = () => once(kind, field, key ? { ...input, idempotencyKey: key } : input, selection, { ...facts, key }, read);
    let op = await again();
    for (let tries = 0; key && tries < 4 && !stopped() && (op.out === 'unknown' || (tries === 0 && random() < 0.2)); tries++) {
      if (op.out === 'unknown') await sleep(between(random, 200, 1_500));
      op = await again();
    }
    return op;
  }

  const tagOf = () => `op ${hands.nextId()}`;
  const take = (): Held | undefined => held.splice(Math.floor(random() * held.length), 1)[0];
  const nothing = () => ({});

  async function annotate(claim: Held, fill: boolean): Promise<Op> {
    const tag = tagOf();
    const values = { annotation: tag, ...(random() < 0.7 && { priority: pick(random, priorities) }) };
    const input = { rowId: `Row_${claim.row}`, token: claim.token, values, fill };
    const facts = { tag, row: claim.row, token: claim.token, claimedAt: claim.at, fill };
    return act('annotate', 'annotateRow', input, '... on AnnotateRowPayload { eventSeq }', facts, ({ eventSeq }) => ({ seq: eventSeq }));
  }
  const versionOf = async (row: number) =>
    (
      await ask<{ row: { version: number; status: string } | null }>(
        pick(random, urls),
        secret,
        'query ($id: ID!) { row(id: $id) { version status } }',
        { id: `Row_${row}` },
      )
    )?.row;

  const fill = async (): Promise<void> => {
    const claim = take();
    if (!claim) return;
    await annotate(claim, true);
    spent.push(claim);
    if (spent.length > 20) spent.shift();
  };

  const renew = ({ row, token, at }: Held) =>
    once(
      'renew',
      'renewClaims',
      { tokens: [token], seconds: 5 },
      '... on RenewClaimsPayload { claims { expiresAt } }',
      { row, token, claimedAt: at },
      ({ claims }) => ({ expires: (claims as { expiresAt: string }[]).map(({ expiresAt }) => Date.parse(expiresAt))[0] }),
    );

  /** Types, and sometimes looks a little later whether it is still there. */
  async function draft({ row, token }: Held): Promise<void> {
    const typed = tagOf();
    const input = { rowId: `Row_${row}`, token, values: { annotation: typed } };
    await once('draft', 'saveDraft', input, '', { row, token, typed }, nothing);
    if (random() < 0.3) return;
    await sleep(between(random, 0, hands.pace));
    const at = Date.now();
    const found = await ask<{ row: { draft: { values: { annotation?: string }; by: { id: string } } | null } | null }>(
      pick(random, urls),
      secret,
      'query ($id: ID!) { row(id: $id) { draft { values by { id } } } }',
      { id: `Row_${row}` },
    );
    if (!found?.row) return;
    const mine = found.row.draft && numberOf(found.row.draft.by.id) === number ? found.row.draft.values.annotation : undefined;
    hands.write({ t: 'op', id: hands.nextId(), kind: 'read', who: number, server: 0, at, end: Date.now(), out: 'ok', row, typed: mine });
  }

  const steps: [weight: number, step: () => Promise<unknown>][] = [
    [
      8,
      async () => {
        if (held.length > 2) return;
        const filter = pick(random, claimedFrom);
        const count = 1 + Math.floor(random() * 3);
        const op = await act(
          'claim',
          'claimRows',
          { datasetId, filter: filters[filter].graph, count, seconds: random() < 0.3 ? 3 : 6 },
          '... on ClaimRowsPayload { claims { token claimedAt row { id } } }',
          { filter, count },
          ({ claims }) => ({
            claims: (claims as { token: string; claimedAt: string; row: { id: string } }[]).map(({ token, claimedAt, row }) => ({
              row: numberOf(row.id),
              token,
              at: Date.parse(claimedAt),
            })),
          }),
        );
        for (const claim of op.claims ?? []) {
          held.push(claim);
          known.push(claim.row);
        }
        if (known.length > 5_000) known.splice(0, 1_000);
      },
    ],
    [3, fill],
    [2, async () => held[0] && annotate(held[0], false)],
    [1, async () => spent.length > 0 && annotate(pick(random, spent), random() < 0.5)],
    [
      1,
      async () => {
        const claim = take();
        if (!claim) return;
        const tag = tagOf();
        await act(
          'skip',
          'skipRow',
          { rowId: `Row_${claim.row}`, token: claim.token, reason: tag },
          '',
          { tag, row: claim.row, token: claim.token, claimedAt: claim.at },
          nothing,
        );
        spent.push(claim);
      },
    ],
    [
      1,
      async () => {
        const claim = take();
        if (!claim) return;
        await act(
          'release',
          'releaseClaims',
          { tokens: [claim.token] },
          '... on ReleaseClaimsPayload { released }',
          { row: claim.row, token: claim.token, claimedAt: claim.at },
          ({ released }) => ({ n: released }),
        );
        spent.push(claim);
      },
    ],
    [3, async () => held[0] && renew(held[0])],
    [3, async () => held[0] && draft(held[0])],
    [
      2,
      async () => {
        if (known.length === 0) return;
        const row = pick(random, known);
        const now = await versionOf(row);
        const tag = tagOf();
        if (now?.status === 'FILLED')
          await act('reopen', 'reopenRow', { rowId: `Row_${row}`, version: now.version, reason: tag }, '', { tag, row }, nothing);
        else if (now && random() < 0.3) {
          const input = { rowId: `Row_${row}`, version: now.version, values: { annotation: tag } };
          await act(
            'annotate',
            'annotateRow',
            input,
            '... on AnnotateRowPayload { eventSeq }',
            { tag, row, fill: false },
            ({ eventSeq }) => ({ seq: eventSeq }),
          );
        }
      },
    ],
    [
      0.3,
      async () => {
        const tag = tagOf();
        const filter = { bucket: { of: 60, at: Math.floor(random() * 60) } };
        await act(
          'bulk',
          'annotateRows',
          { datasetId, filter, values: { annotation: tag, priority: pick(random, priorities) }, fill: random() < 0.1 },
          '... on AnnotateRowsPayload { changed }',
          { tag },
          ({ changed }) => ({ n: changed }),
        );
      },
    ],
    [
      0.5,
      async () =>
        act('undo', 'undo', { datasetId }, '... on UndoPayload { undone { seq } }', {}, ({ undone }) => ({
          seqs: (undone as { seq: number }[]).map(({ seq }) => seq),
        })),
    ],
    [
      0.25,
      async () => {
        const tag = tagOf();
        const rows = Array.from({ length: 30 }, (_, n) => ({ question: `${tag} ${n}`, priority: pick(random, priorities) }));
        const op = await act(
          'add',
          'addRows',
          { datasetId, rows },
          '... on AddRowsPayload { rows { id } }',
          { tag, n: rows.length },
          (payload) => ({
            rows: (payload['rows'] as { id: string }[]).map(({ id }) => numberOf(id)),
          }),
        );
        known.push(...(op.rows ?? []));
      },
    ],
  ];
  const all = steps.reduce((sum, [weight]) => sum + weight, 0);

  await sleep(between(random, 0, hands.pace));
  while (!stopped()) {
    let at = random() * all;
    // Who holds a row mostly fills it next, or it would run out first.
    if (held.length > 0 && random() < 0.5) await fill();
    else await steps.find(([weight]) => (at -= weight) < 0)![1]();
    await sleep(between(random, 0.2 * hands.pace, 1.8 * hands.pace));
  }
}
