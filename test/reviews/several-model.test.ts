import fc from 'fast-check';
import { expect } from 'vitest';
import { movesOf } from '@docket/schema/feed/feed-event.ts';
import { readEvents } from '@docket/schema/feed/read-events.ts';
import { numberOf } from '@docket/schema/ids.ts';
import { type Stack, test } from '../kit/stack.ts';
import { type Bench, type Reviewer, seedQueue } from '../queue/kit.ts';
import { rowOf } from './several-kit.ts';
import { type Label, Model, type Who, labels, people } from './model.ts';

const someRow = fc.nat(2);
const somebody = fc.constantFrom(...people);
const act = fc.oneof(
  fc.record({ kind: fc.constant('claim' as const), who: somebody, count: fc.integer({ min: 1, max: 2 }), disputes: fc.boolean() }),
  fc.record({ kind: fc.constant('claimRow' as const), who: somebody, row: someRow }),
  // Answers most of all, and mostly the same, so that rows are settled both ways.
  ...[1, 2, 3].map(() =>
    fc.record({ kind: fc.constant('answer' as const), who: somebody, row: someRow, label: fc.constantFrom<Label>('correct', ...labels) }),
  ),
  fc.record({ kind: fc.constantFrom('release' as const, 'skip' as const, 'expire' as const), who: somebody, row: someRow }),
  fc.record({ kind: fc.constant('undo' as const), who: somebody }),
  fc.record({ kind: fc.constant('reopen' as const), who: somebody, row: someRow }),
  fc.record({ kind: fc.constant('require' as const), row: someRow, required: fc.integer({ min: 1, max: 3 }) }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Three rows, their reviewers, and the tokens of what these hold. */
class Run {
  readonly #tokens = new Map<string, string>();
  readonly by: Record<Who, Reviewer>;

  constructor(
    readonly stack: Stack,
    readonly bench: Bench,
    readonly rowIds: string[],
    readonly model: Model,
  ) {
    this.by = { Ada: bench.ada, Bo: bench.bo, Olga: bench.owner };
  }

  #token = (who: Who, row: number): string | undefined =>
    this.model.rows[row]!.holders.includes(who) ? this.#tokens.get(`${who} ${row}`) : undefined;
  #keep = (who: Who, row: number, token: string) => this.#tokens.set(`${who} ${row}`, token);

  async perform(step: Act): Promise<void> {
    const { model, bench, rowIds } = this;
    const { datasetId } = bench;
    switch (step.kind) {
      case 'claim': {
        const { who, count, disputes } = step;
        const disputed = { column: { column: 'adjudication', equals: 'disputed' } };
        // Every row, but asked about as disputes are.
        const rows = { rows: rowIds };
        const filter = disputes ? { and: [rows, { or: [disputed, { not: disputed }] }] } : rows;
        const { claims } = await this.by[who].claim({ datasetId, count, filter });
        const dealt = claims.map(({ row }) => rowIds.indexOf(row.id));
        let left = count;
        for (const some of model.claimable(who, disputes)) {
          expect(dealt.filter((row) => some.includes(row)).length, `${who} of ${some.join()}`).toBe(Math.min(left, some.length));
          left -= Math.min(left, some.length);
        }
        expect(dealt).toHaveLength(count - left);
        claims.forEach(({ token }, n) => this.#keep(who, dealt[n]!, token));
        for (const row of dealt) model.claim(who, row);
        return;
      }
      case 'claimRow': {
        const { who, row } = step;
        const answer = await this.by[who].claimRow({ rowId: rowIds[row] });
        expect(answer.__typename).toBe(model.claimRow(who, row));
        if (answer.claim) this.#keep(who, row, answer.claim.token);
        return;
      }
      case 'answer': {
        const { who, row, label } = step;
        if (model.claimRow(who, row) !== 'ClaimRowPayload') return;
        const { claim } = await this.by[who].claimRow({ rowId: rowIds[row] });
        const answer = await this.by[who].annotate({
          rowId: rowIds[row],
          token: claim.token,
          values: { feedback_category: label },
          fill: true,
        });
        expect(answer.__typename).toBe('AnnotateRowPayload');
        model.fill(who, row, label);
        return;
      }
      case 'release':
      case 'skip':
      case 'expire': {
        const { who, row, kind } = step;
        const token = this.#token(who, row);
        if (!token) return;
        if (kind === 'release') await this.by[who].release([token]);
        if (kind === 'skip') expect(await this.by[who].skip({ rowId: rowIds[row], token })).toMatchObject({ __typename: 'SkipRowPayload' });
        if (kind === 'expire') {
          const { pool } = this.stack.db;
          await pool.query("UPDATE claim SET expires_at = clock_timestamp() - interval '1 s' WHERE token = $1", [token]);
          await pool.query(`SELECT queue_batch($1, '[{"op": "reap", "by": 0}]')`, [numberOf('Dataset', datasetId)]);
        }
        if (kind === 'skip') model.skip(who, row);
        else model.release(who, row);
        return;
      }
      case 'undo': {
        const { who } = step;
        if (model.undoable(who)) expect((await this.by[who].undo({ datasetId })).__typename).toBe(model.undo(who));
        return;
      }
      case 'reopen': {
        const { who, row } = step;
        const { version } = await rowOf(this.by[who], rowIds[row]!);
        expect((await this.by[who].reopen({ rowId: rowIds[row], version })).__typename).toBe(model.reopen(who, row));
        return;
      }
      case 'require':
        await bench.owner.require({ datasetId, reviewsRequired: step.required, waiting: { rows: [rowIds[step.row]] } });
        model.require(step.row, step.required);
    }
  }

  /** Every row is what the model says, and each reviewer sees no answer that they must not. */
  async compare(): Promise<void> {
    for (const [n, shall] of this.model.rows.entries()) {
      for (const who of people) {
        const is = await rowOf(this.by[who], this.rowIds[n]!);
        const seen = {
          status: is.status,
          required: is.reviewsRequired,
          reviewedBy: is.reviewedBy.map(({ name }) => name),
          holders: is.claims.map(({ reviewer }) => reviewer.name).sort(),
          label: is.values.feedback_category ?? null,
          filledBy: is.filledBy?.name ?? null,
        };
        expect(seen, `row ${n} as ${who} sees it`).toEqual({
          status: shall.filled ? 'FILLED' : 'EMPTY',
          required: shall.required,
          reviewedBy: shall.answers.map((answer) => answer.who),
          holders: shall.holders.toSorted(),
          label: shall.label,
          filledBy: shall.filled?.by ?? null,
        });
        const open = shall.filled !== null || this.model.missing(shall) === 0 || shall.required === 1;
        const given = shall.answers.some((answer) => answer.who === who);
        const told = is.reviews.filter(({ settles }) => !settles).map(({ rater, values }) => [rater.name, values.feedback_category]);
        if (!open && !given) expect(told).toEqual([]);
        else if (shall.answers.length > 0) expect(told).toEqual(shall.answers.map((answer) => [answer.who, answer.label]));
      }
    }
  }

  /** What the events say by themselves: who holds which row at the end, and each event goes on from the one before. */
  async replay(): Promise<void> {
    const events = await readEvents(this.stack.db, numberOf('Dataset', this.bench.datasetId), 0, 1_000_000);
    const holders = new Map<number, string>();
    const combinations = new Map<number, number | null>();
    for (const event of events) {
      for (const { rowId, before, after, holdersBefore, holdersAfter } of movesOf(event)) {
        const told = `event ${event.seq}, ${event.kind} of ${rowId}`;
        expect(holdersBefore.toSorted().join(), told).toBe(holders.get(rowId) ?? '');
        expect(before, told).toBe(combinations.get(rowId) ?? null);
        holders.set(rowId, holdersAfter.toSorted().join());
        combinations.set(rowId, after);
      }
    }
    const ids = new Map(
      people.map((name) => [
        name,
        numberOf('User', (name === 'Olga' ? this.bench.people.owner : this.bench.people[name === 'Ada' ? 'ada' : 'bo']).id),
      ]),
    );
    for (const [n, { holders: shall }] of this.model.rows.entries()) {
      const held = shall.map((who) => ids.get(who)!).toSorted();
      expect(holders.get(numberOf('Row', this.rowIds[n]!))).toBe(held.join());
    }
  }
}

test('rows of several reviewers come to what a model in memory says, whatever is done to them', { timeout: 240_000 }, async ({ stack }) => {
  const bench = await seedQueue(stack, { rows: 0 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(act, { minLength: 8, maxLength: 24 }), async (required, steps) => {
      const { owner, datasetId } = bench;
      // The column is there from the first.
      await owner.require({ datasetId, reviewsRequired: 2, newRows: true });
      await owner.require({ datasetId, reviewsRequired: required, newRows: true });
      const { addRows } = await owner.client.execute<{ addRows: { rows: { id: string }[] } }>(
        'mutation ($input: AddRowsInput!) { addRows(input: $input) { ... on Error { message } ... on AddRowsPayload { rows { id } } } }',
        { input: { datasetId, rows: [{}, {}, {}] } },
      );
      const rowIds = addRows.rows.map(({ id }) => id);
      const run = new Run(stack, bench, rowIds, new Model(rowIds.length, required));
      for (const step of steps) {
        await run.perform(step);
        await run.compare();
      }
      await run.replay();
      // What is left would be in the way of the next run's undo and limits.
      await stack.db.pool.query("UPDATE event SET note = coalesce(note, '{}') || '{\"undone\": true}' WHERE dataset_id = $1", [
        numberOf('Dataset', datasetId),
      ]);
      await stack.db.pool.query('UPDATE claim SET expires_at = clock_timestamp() WHERE dataset_id = $1', [numberOf('Dataset', datasetId)]);
    }),
    { numRuns: 12, endOnFailure: false },
  );
});
