import { setTimeout as sleep } from 'node:timers/promises';
import type { Benchmark } from './kit/benchmark.ts';
import { makeDataset } from './kit/dataset.ts';
import type { Flow } from './kit/load/flow.ts';
import type { EventLog, Verdict } from './kit/load/check-told.ts';
import type { GatherReturners } from './kit/load/returners.ts';
import { rounded, spread } from './kit/measure.ts';
import { openStage } from './kit/stage.ts';

const backOff = { firstMs: 1000, mostMs: 8000 };

/** Sockets whose server is killed while changes flow. All come back to another process with their cursors; then what each was told is
 * held against the database's events. */
export const resume: Benchmark = async (say, { quick }) => {
  const { subscribers, rounds, perSecond } = quick
    ? { subscribers: 300, rounds: 1, perSecond: 5 }
    : { subscribers: 2000, rounds: 3, perSecond: 5 };
  say(
    `${subscribers} subscribers of 20 people; ${perSecond} rows claimed and filled a second (two events each); ${rounds} rounds, the last with the sockets cut by the clients instead of by kill -9`,
  );
  say(`client back-off: before the n-th try a random part of ${backOff.firstMs} ms · 2ⁿ⁻¹, at most ${backOff.mostMs} ms`);
  const stage = await openStage();
  try {
    const secrets = await stage.reviewers(20);
    const env = { DOCKET_SOCKETS_PER_PERSON: String(subscribers) };
    const other = await stage.server(env);
    const flow = await stage.client();
    const found: (Verdict & { seconds: number; tries: number })[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { id, globalId: datasetId } = await makeDataset(stage.db, {
        projectId: stage.projectId,
        name: `Resume ${round}`,
        rows: 20_000,
      });
      const head = async () => (await stage.db.pool.query<{ seq: number }>('SELECT head_seq($1) AS seq', [id])).rows[0]!.seq;
      const doomed = await stage.server(env);
      const client = await stage.client();
      const gather: GatherReturners = { url: doomed.url, otherUrl: other.url, secrets, datasetId, count: subscribers, backOff };
      await client.ask('gatherReturners', gather);
      await flow.ask('startFlow', { url: other.url, secrets, datasetId, perSecond } satisfies Flow);
      await sleep(quick ? 2000 : 5000);

      if (rounds > 1 && round === rounds - 1) await client.ask('cutReturners');
      else await doomed.kill();
      let cut = await client.ask<{ cuts: number; cutAt: number; tries: number }>('returning');
      while (cut.cuts < subscribers) cut = (await sleep(20), await client.ask('returning'));
      const atCut = await head();
      const { at, behind } = await client.ask<{ at: number; behind: number }>('caughtUp', { seq: atCut, withinMs: 60_000 });
      if (behind > 0) say(`${behind} subscribers had not caught up after a minute`);
      const { tries } = await client.ask<typeof cut>('returning');

      await sleep(2000);
      await flow.ask('stopFlow');
      const last = await head();
      await client.ask('caughtUp', { seq: last, withinMs: 30_000 });
      const { rows } = await stage.db.pool.query<{ seq: number; rowId: number; kind: string }>(
        'SELECT seq, row_id AS "rowId", upper(kind) AS kind FROM event WHERE dataset_id = $1 AND row_id IS NOT NULL ORDER BY seq',
        [id],
      );
      const log: EventLog = {
        first: rows[0]!.seq,
        rows: Float64Array.from(rows, ({ rowId }) => rowId),
        kinds: rows.map(({ kind }) => kind),
      };
      if (rows.at(-1)!.seq - log.first + 1 !== rows.length) throw new Error('There are other events than those of single rows.');
      const checked = await client.ask<Verdict>('checkReturners', log);
      found.push({ ...checked, seconds: (at - cut.cutAt) / 1000, tries });
      say(`round ${round + 1}: ${JSON.stringify({ ...found.at(-1), seconds: rounded(found.at(-1)!.seconds) })}`);
      await client.ask('endReturners');
      await client.stop();
      await doomed.stop();
    }
    const sum = (key: keyof Verdict) => found.reduce((total, one) => total + one[key], 0);
    return {
      subscribers,
      rounds,
      events_per_s: perSecond * 2,
      back_off_first_ms: backOff.firstMs,
      back_off_most_ms: backOff.mostMs,
      ...spread(
        'seconds',
        found.map(({ seconds }) => seconds),
        2,
      ),
      missed: sum('missed'),
      repeated: sum('repeated'),
      wrong: sum('wrong'),
      disordered: sum('disordered'),
      reloads: sum('reloads'),
      events_checked: sum('events'),
      ...spread(
        'tries',
        found.map(({ tries }) => tries),
      ),
    };
  } finally {
    await stage.stop();
  }
};
