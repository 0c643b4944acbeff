import pg from 'pg';
import { expect } from 'vitest';
import { placeOf, seedSpans, someSpans, spansOf, test, valueOf } from './kit.ts';

const name = 'says right';

test('scores spans as they come, from the moment it was added, and low ones are found by the filter', async ({ stack }) => {
  const { evaluatorId, add, send, until, spans } = await seedSpans(stack);
  await send(someSpans(5, () => ({ scores: { ours: 0.25 } })));
  const { spanEvaluator } = await add({ evaluatorId });
  expect(spanEvaluator).toMatchObject({ enabled: true, filter: {}, share: 1, budget: null, scored: 0, pausedBecause: null });

  const late = someSpans(60, (n) => ({ scores: { ours: n } }), 5);
  await send(late);
  await until(spanEvaluator.id, { scored: 60, unknown: 0, failed: 0, cost: 0 });

  const all = await spans();
  expect(all.slice(0, 5).map((span) => span.scores)).toEqual(Array(5).fill([{ name: 'ours', value: 0.25 }]));
  for (const [at, span] of all.slice(5).entries()) {
    expect(span.spanId).toBe(`s${at + 5}`);
    expect(valueOf(span, name)).toBe((at + 5) % 2 === 0 ? 1 : 0);
    expect(valueOf(span, 'ours')).toBe(at + 5);
  }
  const low = await spans({ score: [{ name, max: 0.5 }] });
  expect(low.map(({ spanId }) => spanId)).toEqual(late.filter((_, at) => at % 2 === 0).map(({ id }) => id));
});

test('the same span again is unchanged, and keeps the score', async ({ stack }) => {
  const { evaluatorId, add, send, until, spans } = await seedSpans(stack);
  const { spanEvaluator } = await add({ evaluatorId });
  const sent = someSpans(4, () => ({ scores: { ours: 1 } }));
  await send(sent);
  await until(spanEvaluator.id, { scored: 4 });
  const before = await spans();
  expect(await send(sent)).toEqual({ added: 0, unchanged: 4, refused: [] });
  await send(someSpans(1, () => ({}), 4));
  await until(spanEvaluator.id, { scored: 5 });
  expect((await spans()).slice(0, 4)).toEqual(before);
});

test('from the beginning, by filter and by share: always the same spans', async ({ stack }) => {
  const { evaluatorId, add, update, send, until, spans } = await seedSpans(stack);
  const sent = someSpans(200, (n) => ({
    kind: n % 4 === 3 ? 'TOOL' : 'MODEL',
    traceId: `t${n % 7}`,
    startedAt: new Date(1e12 + n * 1000),
  }));
  await send(sent);
  const chosen = (share: number) =>
    sent.filter(({ kind, traceId, id }) => kind === 'MODEL' && placeOf(traceId, id) < share).map(({ id }) => id);
  const scored = async () => (await spans()).filter((span) => valueOf(span, name) !== undefined).map(({ spanId }) => spanId);

  const { spanEvaluator } = await add({ evaluatorId, filter: { kind: ['MODEL'] }, share: 0.3, from: 'BEGINNING' });
  const few = chosen(0.3);
  expect(few.length).toBeGreaterThan(20);
  expect(few.length).toBeLessThan(75);
  await until(spanEvaluator.id, { scored: few.length });
  expect(await scored()).toEqual(few);

  await update({ id: spanEvaluator.id, from: 'BEGINNING' });
  await until(spanEvaluator.id, { scored: 2 * few.length });
  expect(await scored()).toEqual(few);

  await update({ id: spanEvaluator.id, from: 'BEGINNING', share: 0.6 });
  const more = chosen(0.6);
  await until(spanEvaluator.id, { scored: 2 * few.length + more.length });
  expect(await scored()).toEqual(more);
});

test('paused it scores nothing, and enabled it goes on where it stopped', async ({ stack }) => {
  const { evaluatorId, add, update, remove, send, until, spans, all } = await seedSpans(stack);
  const { spanEvaluator } = await add({ evaluatorId });
  const { id } = spanEvaluator;
  await send(someSpans(3));
  await until(id, { scored: 3 });
  expect((await update({ id, enabled: false })).spanEvaluator).toMatchObject({ enabled: false, pausedBecause: null });
  await send(someSpans(3, () => ({}), 3));
  await new Promise((resolve) => setTimeout(resolve, 1300));
  expect((await all())[0]).toMatchObject({ scored: 3 });
  await update({ id, enabled: true });
  await until(id, { scored: 6 });
  expect(await remove(id)).toMatchObject({ removedId: id });
  expect(await all()).toEqual([]);
  expect((await spans()).filter((span) => valueOf(span, name) !== undefined)).toHaveLength(6);
});

test('two evaluators on the same spans lose nothing of each other', async ({ stack }) => {
  const { evaluatorId, evaluator, add, send, until, spans } = await seedSpans(stack);
  const other = await evaluator('says wrong', ['Wrong']);
  const ids = [(await add({ evaluatorId })).spanEvaluator.id, (await add({ evaluatorId: other })).spanEvaluator.id];
  for (let round = 0; round < 10; round += 1) await send(someSpans(20, () => ({}), round * 20));
  for (const id of ids) await until(id, { scored: 200, failed: 0 });
  for (const span of await spans()) expect([valueOf(span, name), valueOf(span, 'says wrong')].sort()).toEqual([0, 1]);
});

test('a span that is committed after later ones is not passed over', async ({ stack }) => {
  const { project, evaluatorId, add, send, until, spans } = await seedSpans(stack);
  const { spanEvaluator } = await add({ evaluatorId });
  const held = new pg.Client({ connectionString: stack.db.url });
  await held.connect();
  try {
    await held.query('BEGIN');
    await held.query(
      `INSERT INTO span (project_id, trace_id, span_id, name, kind, status, started_at, output, content_hash)
       VALUES ($1, 'held', 'held', 'held', 'MODEL', 'OK', now(), '"all right"', 'x')`,
      [project.number],
    );
    await send(someSpans(3));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await held.query('COMMIT');
  } finally {
    await held.end();
  }
  await until(spanEvaluator.id, { scored: 4 });
  expect((await spans()).map((span) => valueOf(span, name)).sort()).toEqual([0, 1, 1, 1]);
});

test('a transaction that only reads, or writes elsewhere, holds nobody up', async ({ stack }) => {
  const { project, evaluatorId, add, send, until } = await seedSpans(stack);
  const { spanEvaluator } = await add({ evaluatorId });
  const held = new pg.Client({ connectionString: stack.db.url });
  await held.connect();
  try {
    await held.query('BEGIN');
    await held.query('SELECT count(*) FROM span');
    await held.query(`UPDATE project SET name = 'Held' WHERE id = $1 AND false`, [project.number]);
    await held.query('SELECT pg_current_xact_id()');
    await send(someSpans(3));
    await until(spanEvaluator.id, { scored: 3 }, 5000);
  } finally {
    await held.end();
  }
});

test('an open page is told when scores were written', async ({ stack }) => {
  const { project, client, evaluatorId, add, send } = await seedSpans(stack);
  const { spanEvaluator } = await add({ evaluatorId });
  const hints = client.subscribe<{ spansImported: { count: number } }>(
    'subscription ($projectId: ID!) { spansImported(projectId: $projectId) { count } }',
    { projectId: project.id },
  );
  const tallies = client.subscribe<{ spanEvaluatorsChanged: { id: string; scored: number }[] }>(
    'subscription ($projectId: ID!) { spanEvaluatorsChanged(projectId: $projectId) { id scored } }',
    { projectId: project.id },
  );
  expect((await tallies.next()).value).toEqual({ spanEvaluatorsChanged: [{ id: spanEvaluator.id, scored: 0 }] });
  const told: number[] = [];
  const listening = (async () => {
    for await (const { spansImported } of hints) {
      told.push(spansImported.count);
      if (spansImported.count === 0) return;
    }
  })();
  // Until the subscription is there: what came before it is no news.
  for (let n = 0; told.length === 0; n += 1) {
    await send(someSpans(1, () => ({}), n));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await listening;
  for await (const { spanEvaluatorsChanged } of tallies) if (spanEvaluatorsChanged[0]!.scored > 0) break;
});

test('roles: admins change it, viewers see it, others do not know of it', async ({ stack }) => {
  const { ada, project, evaluatorId, add } = await seedSpans(stack);
  const [bo, vi, eve] = await Promise.all(['Bo', 'Vi', 'Eve'].map((one) => stack.person(one)));
  const shared = await stack.project([
    [ada, 'OWNER'],
    [bo!, 'REVIEWER'],
    [vi!, 'VIEWER'],
  ]);
  const { spanEvaluator } = await add({ evaluatorId });
  await stack.db.prisma.member.createMany({
    data: [
      { projectId: project.number, userId: bo!.number, role: 'REVIEWER' },
      { projectId: project.number, userId: vi!.number, role: 'VIEWER' },
    ],
  });
  for (const { services } of stack.servers) for (const one of [bo!, vi!]) services.signals.send('access', { userId: one.number });
  const [ofBo, ofVi, ofEve] = [bo!, vi!, eve!].map((one) => spansOf(stack, one, project.id));
  await expect.poll(async () => (await ofVi!.all()).map(({ id }) => id)).toEqual([spanEvaluator.id]);
  for (const hands of [ofBo!, ofVi!]) {
    expect(await hands.add({ evaluatorId })).toMatchObject({ __typename: 'Forbidden' });
    expect(await hands.update({ id: spanEvaluator.id, enabled: false })).toMatchObject({ __typename: 'Forbidden' });
    expect(await hands.remove(spanEvaluator.id)).toMatchObject({ __typename: 'Forbidden' });
  }
  expect(await ofEve!.add({ evaluatorId })).toMatchObject({ __typename: 'NotFound' });
  expect(await ofEve!.remove(spanEvaluator.id)).toMatchObject({ __typename: 'NotFound' });
  // An evaluator of another project is none of this one.
  expect(await spansOf(stack, ada, shared.id).add({ evaluatorId })).toMatchObject({ __typename: 'NotFound' });
});

test('refuses what cannot be', async ({ stack }) => {
  const { evaluatorId, add, update } = await seedSpans(stack);
  const tooLong = { text: 'x'.repeat(1001) };
  expect(await add({ evaluatorId, filter: tooLong })).toMatchObject({ __typename: 'InvalidFilter' });
  for (const share of [0, -1, 1.5]) expect(await add({ evaluatorId, share })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await add({ evaluatorId, budget: 0 })).toMatchObject({ __typename: 'InvalidInput' });
  const filter = { from: '2026-01-01T00:00:00.000Z', feedback: ['NEGATIVE'], score: [{ name: 'ours', max: 0.5 }], tags: [] };
  const { spanEvaluator } = await add({ evaluatorId, filter });
  const { tags: _tags, ...kept } = filter;
  expect(spanEvaluator.filter).toEqual(kept);
  expect(await add({ evaluatorId })).toMatchObject({ __typename: 'InvalidInput', message: '“says right” runs on spans already.' });
  expect(await update({ id: spanEvaluator.id, filter: tooLong })).toMatchObject({ __typename: 'InvalidFilter' });
  expect((await update({ id: spanEvaluator.id, filter: {} })).spanEvaluator.filter).toEqual({});
});

test('what comes in another project moves it on, and is none of it', async ({ stack }) => {
  const mine = await seedSpans(stack);
  const { spanEvaluator } = await mine.add({ evaluatorId: mine.evaluatorId });
  const theirs = await seedSpans(stack);
  const cursor = async () =>
    Number((await stack.db.prisma.spanEvaluator.findFirstOrThrow({ where: { projectId: mine.project.number } })).cursor);
  const before = await cursor();
  await theirs.send(someSpans(20));
  await expect.poll(cursor).toBe(before + 20);
  await mine.send(someSpans(2));
  await mine.until(spanEvaluator.id, { scored: 2 });
  expect((await theirs.spans()).flatMap(({ scores }) => scores)).toEqual([]);
});
