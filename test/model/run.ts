import { setTimeout as sleep } from 'node:timers/promises';
import { loadShape } from '@docket/schema/datasets/dataset-shape.ts';
import { numberOf } from '@docket/schema/ids.ts';
import { defaultLimits } from '@docket/schema/limits.ts';
import { resolveFilter } from '@docket/schema/queue/filter/resolve-filter.ts';
import type { RowFilter } from '@docket/schema/queue/filter/row-filter.ts';
import { someSpans } from '../datasets/kit.ts';
import type { Stack } from '../kit/stack.ts';
import { reviewerOf, seedQueue } from '../queue/kit.ts';
import type { Act } from './acts.ts';
import { filters, named, slices } from './filters.ts';
import { nothingFolded } from './fold-events.ts';
import { type Checked, checkInvariants } from './invariants.ts';
import { type Done, ordersOf } from './orders.ts';
import { type Place, perform } from './perform.ts';
import type { Servers } from './servers.ts';
import { type Seeing, type Snapshot, differences, readSnapshot } from './snapshot.ts';
import { type Model, addRow, emptyModel, rowsOf } from './state.ts';
import { type Naming, type Raw, type Step, resolve } from './steps.ts';
import { watchAll } from './watchers.ts';

export interface World {
  stack: Stack;
  servers: Servers;
}

type Running = Place & Checked & Naming & Seeing & World & { asked: Act[] };

/** Makes the steps on a dataset of their own, and checks after each. Throws what is wrong. Answers how many acts were made. */
export async function runSteps(world: World, steps: Step[]): Promise<number> {
  const { running, start } = await open(world);
  let model = start;
  try {
    await checkInvariants(running, model);
    for (const [n, step] of steps.entries()) {
      try {
        model = await make(running, model, step);
        await checkInvariants(running, model);
      } catch (error) {
        throw new Error(`step ${n + 1}, ${step.do}: ${(error as Error).message}`, { cause: error });
      }
    }
    return running.asked.length;
  } finally {
    await running.watchers.stop();
  }
}

async function open({ stack, servers }: World): Promise<{ running: Running; start: Model }> {
  const { datasetId, projectId, rowIds, people, owner } = await seedQueue(stack, {
    rows: 5,
    values: (n) => (n % 2 ? { priority: 'high' } : {}),
  });
  const persons = [people.ada, people.bo, people.owner];
  const datasetNumber = numberOf('Dataset', datasetId);
  const [spans, sliceIds] = [
    await someSpans(
      stack.db,
      numberOf('Project', projectId),
      [1, 2, 3, 4, 5].map((n) => ({ output: `Answer ${n}` })),
    ),
    {},
  ];
  for (const { name, of, owner: who } of slices) {
    const { createSlice } = await owner.client.execute<{ createSlice: { slice: { id: string } } }>(
      'mutation ($input: CreateSliceInput!) { createSlice(input: $input) { ... on Error { message } ... on CreateSlicePayload { slice { id } } } }',
      { input: { datasetId, name, filter: named(of).filter, ownerIds: [persons[who]!.id] } },
    );
    Object.assign(sliceIds, { [name]: createSlice.slice.id });
  }
  const shape = (await loadShape(stack.db, datasetNumber))!;
  const start = emptyModel();
  rowIds.forEach((id, n) => addRow(start, numberOf('Row', id), { priority: n % 2 ? 'high' : null }));
  const hands = persons.map((person) => [0, 1].map((process) => reviewerOf(stack.as(person, { process }))));
  const running: Running = {
    stack,
    servers,
    db: stack.db,
    datasetId,
    datasetNumber,
    spans,
    sliceIds,
    asked: [],
    hands: (who, at) => hands[who]![at]!,
    who: new Map(persons.map(({ number }, n) => [number, n])),
    annotation: shape.byKey.get('annotation')!.id,
    conditions: new Map(
      filters.map(({ name, filter }) => [name, resolveFilter(filter as RowFilter | null, { shape, limits: defaultLimits })]),
    ),
    folded: nothingFolded(),
    watchers: await watchAll({ clientAt: (process) => stack.as(people.owner, { process }), datasetId }),
  };
  return { running, start };
}

async function make(running: Running, model: Model, step: Step): Promise<Model> {
  const acts = (raws: Raw[], at?: number) => raws.flatMap((raw) => resolve(model, at === undefined ? raw : { ...raw, at }, running) ?? []);
  switch (step.do) {
    case 'acts':
      return together(running, model, acts(step.acts));
    case 'twice': {
      const act = acts([{ ...step.act, key: step.act.key ?? 0 }])[0];
      return act?.key ? together(running, model, [act, { ...act, at: 1 - act.at }]) : model;
    }
    case 'again': {
      const keyed = running.asked.filter((act) => act.key);
      const act = keyed[step.pick % keyed.length];
      return act ? together(running, model, [{ ...act, at: step.at }]) : model;
    }
    case 'cut':
      running.watchers.followers[step.pick % running.watchers.followers.length]!.follower.cut();
      return model;
    case 'lapse':
      return lapse(running, model, step);
    case 'crash': {
      const asked = acts(step.acts, step.at).filter(
        (act, n, all) => act.ask.do !== 'import' || all.findIndex(({ ask }) => ask.do === 'import') === n,
      );
      return together(running, model, asked, () => crash(running, step));
    }
  }
}

/** Sends acts at once. Some order of them must explain every answer and what the table has afterwards. */
async function together(running: Running, model: Model, acts: Act[], meanwhile?: () => Promise<void>): Promise<Model> {
  running.asked.push(...acts);
  const sent = acts.map(async (act): Promise<Done> => {
    try {
      return { act, answer: await perform(running, act) };
    } catch (error) {
      if (meanwhile) return { act, answer: 'unknown' };
      throw new Error(`${JSON.stringify(act)} failed: ${(error as Error).message}`, { cause: error });
    }
  });
  const [done] = await Promise.all([Promise.all(sent), meanwhile?.()]);
  const snapshot = await readSnapshot(running.db, running.datasetNumber, running.folded.seq);
  for (const one of done) if (one.answer === 'unknown') one.traces = tracesOf(one, done, model, snapshot, running);
  const orders = ordersOf(model, done);
  const told = done.map(({ act, answer }) => `  ${JSON.stringify(act)} → ${JSON.stringify(answer)}`);
  const why = new Set<string>();
  for (const order of orders) {
    if ('expected' in order) why.add(`  expected ${JSON.stringify(order.expected)} to ${order.to.ask.do} of ${order.to.who}`);
    else {
      for (const { act, answer } of done) forgetUnkept(order.model, act, answer === 'unknown', snapshot);
      const wrong = differences(order.model, snapshot, running);
      if (wrong.length === 0) return order.model;
      why.add(`  ${wrong.join('\n  ')}`);
    }
  }
  throw new Error(['no order explains', ...told, ...why].join('\n'));
}

/** What an unanswered act left behind, for the model to take up: claims, rows. */
function tracesOf({ act }: Done, done: Done[], model: Model, { rows }: Snapshot, { who }: Seeing): Done['traces'] {
  const known = new Set(model.tokens.map(({ token }) => token));
  const told = new Set(done.flatMap(({ answer }) => (answer === 'unknown' ? [] : (answer.rows ?? []))));
  const fresh = rows.filter(({ image }) => !model.rows[image.id]);
  return {
    type: 'unknown',
    claims: rows.flatMap(({ image: { id, claims } }) =>
      claims
        .filter(({ token, reviewerId }) => !known.has(token) && who.get(reviewerId) === act.who)
        .map(({ token }) => ({ row: id, token })),
    ),
    rows: fresh.filter(({ image }) => image.spanId === null && !told.has(image.id)).map(({ image }) => image.id),
    rowOfSpan: Object.fromEntries(fresh.map(({ image }) => [image.spanId, image.id])),
  };
}

/** A bulk edit's answer is kept after its last chunk: a crash between leaves the effect, and a retry goes on from there. */
function forgetUnkept(model: Model, { ask, who, key }: Act, unanswered: boolean, { keys }: Snapshot): void {
  if (unanswered && ask.do === 'bulk' && key && !keys.some((one) => one.endsWith(`/${key}`))) delete model.keys[`${who}/${key}`];
}

async function lapse({ db, hands }: Running, model: Model, { pick, slowly }: Extract<Step, { do: 'lapse' }>): Promise<Model> {
  const held = rowsOf(model).filter((row) => row.claim && !row.claim.lapsed);
  const row = held[pick % held.length];
  if (!row) return model;
  const { token, by } = row.claim!;
  if (slowly) {
    await hands(by, 0).renew([token], 1);
    await sleep(1_100);
  } else await db.pool.query(`UPDATE claim SET expires_at = clock_timestamp() - interval '1 ms' WHERE token = $1::uuid`, [token]);
  row.claim!.lapsed = true;
  return model;
}

async function crash({ servers, stack }: Running, { at, after }: Extract<Step, { do: 'crash' }>): Promise<void> {
  await sleep(after);
  await servers.kill(at);
  await servers.start(at);
  // Connections to the dead server that are still in a pool fail once.
  for (let tries = 0; tries < 50; tries++) {
    const answer = await fetch(`${stack.urls[at]}/ready`).catch(() => null);
    if (answer?.ok) return;
    await sleep(20);
  }
}
