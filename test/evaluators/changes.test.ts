import { expect } from 'vitest';
import type { Role } from '@docket/prisma/generated/client/enums.ts';
import { evaluatorFields, evaluatorsOf, judgedProject, scale, test } from './kit.ts';

const text = (...values: string[]) => ({ mode: 'CONTAINS_ANY', values });
const code = { code: 'return true' };
const service = { url: 'http://127.0.0.1:9/tone' };

test('a changed config is the next version, the same is none, and going back is one again', async ({ stack, models }) => {
  const { project, hands } = await judgedProject(stack, models);
  const { evaluator } = await hands.create({ projectId: project.id, name: ' Sorry ', kind: 'TEXT', config: text('sorry') });
  expect(evaluator).toMatchObject({ name: 'Sorry', latest: { number: 1, promptVersion: null } });
  // With its defaults, in whatever order.
  expect(evaluator.latest.config).toEqual({ mode: 'CONTAINS_ANY', values: ['sorry'], ignoreCase: false, whitespace: 'KEEP' });
  const { id } = evaluator;
  const numberAfter = async (config: object) => (await hands.update({ id, config })).evaluator.latest.number;
  expect(await numberAfter({ values: ['sorry'], mode: 'CONTAINS_ANY', whitespace: 'KEEP' })).toBe(1);
  expect(await numberAfter(text('sorry', 'pardon'))).toBe(2);
  expect(await numberAfter(text('sorry'))).toBe(3);
  const renamed = await hands.update({ id, name: 'Apology', archived: true });
  expect(renamed.evaluator).toMatchObject({ name: 'Apology', archivedAt: expect.any(String) as string, latest: { number: 3 } });
});

test('versions that are made at the same moment have numbers without a gap', async ({ stack, models }) => {
  const { project, hands } = await judgedProject(stack, models);
  const { evaluator } = await hands.create({ projectId: project.id, name: 'Sorry', kind: 'TEXT', config: text('sorry') });
  await Promise.all(Array.from({ length: 12 }, (_, n) => hands.update({ id: evaluator.id, config: text(`sorry ${n % 8}`) })));
  const versions = await stack.db.prisma.evaluatorVersion.findMany({ where: { projectId: project.number }, orderBy: { number: 'asc' } });
  expect(versions.map(({ number }) => number)).toEqual(versions.map((_, at) => at + 1));
  expect(versions.length).toBeGreaterThanOrEqual(9);
  for (const [at, version] of versions.entries()) if (at > 0) expect(version.contentHash).not.toBe(versions[at - 1]!.contentHash);
});

test('names are unique in a project, and what is refused leaves nothing', async ({ stack, models }) => {
  const { project, hands, config } = await judgedProject(stack, models);
  const make = (name: string, kind: string, config: object) => hands.create({ projectId: project.id, name, kind, config });
  const { evaluator } = await make('One', 'TEXT', text('a'));
  await make('Two', 'TEXT', text('a'));
  expect((await make('One', 'TEXT', text('a'))).__typename).toBe('NameTaken');
  expect((await hands.update({ id: evaluator.id, name: 'Two', config: text('b') })).__typename).toBe('NameTaken');
  for (const [kind, wrong, path] of [
    ['TEXT', text(), ['values']],
    ['TEXT', { ...text('a'), extra: 1 }, []],
    ['JSON', { mode: 'SCHEMA', schema: { type: 'nonsense' } }, ['schema']],
    ['JAVASCRIPT', { code: ' ' }, ['code']],
    ['JAVASCRIPT', { ...code, milliseconds: 10_001 }, ['milliseconds']],
    ['HTTP', { url: 'file:///etc/passwd' }, ['url']],
    ['HTTP', { url: 'https://ada:secret@example.com' }, ['url']],
    ['JUDGE', { ...config, scale: scale.slice(0, 1), passAt: 1 }, ['scale']],
    ['JUDGE', { ...config, scale: [scale[1], scale[0]] }, ['scale', '1', 'score']],
    ['JUDGE', { ...config, passAt: 1 }, ['passAt']],
    ['JUDGE', { ...config, passAt: 4 }, ['passAt']],
    ['JUDGE', { ...config, promptVersionId: 'Prompt_1' }, ['promptVersionId']],
  ] as const) {
    const refused = await make('Three', kind, wrong);
    expect(refused, JSON.stringify(wrong)).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'config', ...path] });
  }
  expect(await stack.db.prisma.evaluator.count({ where: { projectId: project.number } })).toBe(2);
  expect(await stack.db.prisma.evaluatorVersion.count({ where: { projectId: project.number } })).toBe(2);
});

test('a judge’s prompt is one for judging, of the same project', async ({ stack, models }) => {
  const [here, elsewhere] = [await judgedProject(stack, models), await judgedProject(stack, models)];
  const make = (promptVersionId: string | number) =>
    here.hands.create({
      projectId: here.project.id,
      name: `Judge ${promptVersionId}`,
      kind: 'JUDGE',
      config: { promptVersionId, scale, passAt: 2 },
    });
  const refused = { __typename: 'InvalidInput', path: ['input', 'config', 'promptVersionId'] };
  expect(await make(elsewhere.config.promptVersionId)).toMatchObject(refused);
  expect(await make(await here.hands.prompt(here.project.id, 'answer', { purpose: 'ANSWER' }))).toMatchObject(refused);
  const number = Number(here.config.promptVersionId.split('_')[1]);
  const { evaluator } = await make(number);
  expect(evaluator.latest).toMatchObject({
    config: { promptVersionId: number },
    promptVersion: { prompt: { name: 'judge-right', purpose: 'JUDGE' } },
  });
  const there = { projectId: elsewhere.project.id, evaluatorVersionId: evaluator.latest.id, output: '42' };
  expect((await elsewhere.hands.attempt(there)).__typename).toBe('NotFound');
  expect((await elsewhere.hands.update({ id: evaluator.id, name: 'Mine' })).__typename).toBe('NotFound');
  const query = 'query ($id: ID!) { evaluator(id: $id) { name } }';
  expect(await elsewhere.hands.client.execute(query, { id: evaluator.id })).toEqual({ evaluator: null });
  expect(await here.hands.client.execute(query, { id: evaluator.id })).toEqual({ evaluator: { name: evaluator.name } });
});

test('viewers read, reviewers judge by texts and models, admins run code and call services', async ({ stack, models }) => {
  const { ada, project, config } = await judgedProject(stack, models);
  const people = Object.fromEntries(
    await Promise.all((['VIEWER', 'REVIEWER'] as const).map(async (role) => [role, await stack.person(role)] as const)),
  );
  for (const [role, person] of Object.entries(people))
    await stack.as(ada).execute('mutation ($input: SetMemberInput!) { setMember(input: $input) { __typename } }', {
      input: { projectId: project.id, email: person.email, role },
    });
  const may = async (who: typeof ada, kind: string, config: object) => {
    const hands = evaluatorsOf(stack, who);
    const name = `${who.name} ${kind}`;
    return [
      (await hands.create({ projectId: project.id, name, kind, config })).__typename === 'CreateEvaluatorPayload',
      (await hands.attempt({ projectId: project.id, kind, config, output: 'a' })).__typename === 'Verdict',
    ];
  };
  const roles: [typeof ada, Role][] = [
    [people.VIEWER!, 'VIEWER'],
    [people.REVIEWER!, 'REVIEWER'],
    [ada, 'ADMIN'],
  ];
  for (const [who, role] of roles) {
    const reviews = role !== 'VIEWER';
    expect(await may(who, 'TEXT', text('a')), role).toEqual([reviews, reviews]);
    expect(await may(who, 'JUDGE', config), role).toEqual([reviews, reviews]);
    expect(await may(who, 'JAVASCRIPT', code), role).toEqual([role === 'ADMIN', role === 'ADMIN']);
    expect(await may(who, 'HTTP', service), role).toEqual([role === 'ADMIN', role === 'ADMIN']);
    const list = await stack
      .as(who)
      .execute<{ project: { evaluators: { id: string; kind: string; latest: { id: string } }[] } }>(
        'query ($slug: String!) { project(slug: $slug) { evaluators { id kind latest { id } } } }',
        { slug: project.slug },
      );
    if (role === 'ADMIN') {
      const { id, latest } = list.project.evaluators.find(({ kind }) => kind === 'JAVASCRIPT')!;
      const reviewer = evaluatorsOf(stack, people.REVIEWER!);
      expect(await reviewer.update({ id, archived: true })).toMatchObject({ __typename: 'Forbidden' });
      expect(await reviewer.attempt({ projectId: project.id, evaluatorVersionId: latest.id })).toMatchObject({ __typename: 'Forbidden' });
      expect(list.project.evaluators).toHaveLength(6);
    }
  }
});

test('whoever watches is told of each change', async ({ stack, models }) => {
  const { project, hands } = await judgedProject(stack, models);
  const changes = hands.client.subscribe<{ evaluatorsChanged: { name: string; latest: { number: number } }[] }>(
    `subscription ($projectId: ID!) { evaluatorsChanged(projectId: $projectId) { name latest { number } } }`,
    { projectId: project.id },
  );
  const until = async (...names: string[]) => {
    for (;;) {
      const { value, done } = await changes.next();
      if (done) throw new Error('The subscription ended.');
      if (JSON.stringify(value.evaluatorsChanged.map(({ name, latest }) => `${name} ${latest.number}`)) === JSON.stringify(names)) return;
    }
  };
  await until();
  const { evaluator } = await hands.create({ projectId: project.id, name: 'B', kind: 'TEXT', config: text('b') });
  await until('B 1');
  await hands.create({ projectId: project.id, name: 'A', kind: 'TEXT', config: text('a') });
  await until('A 1', 'B 1');
  await hands.update({ id: evaluator.id, config: text('c') });
  await until('A 1', 'B 2');
  await hands.update({ id: evaluator.id, archived: true });
  await until('A 1');
  await changes.return();
});

test('every kind says what it is set by, and the versions of an evaluator are a connection', async ({ stack, models }) => {
  const { project, hands } = await judgedProject(stack, models);
  const { evaluatorKinds } = await hands.client.execute<{
    evaluatorKinds: { kind: string; description: string; configSchema: { type?: string; properties?: object; oneOf?: object[] } }[];
  }>('{ evaluatorKinds { kind description configSchema } }');
  expect(evaluatorKinds.map(({ kind }) => kind).sort()).toEqual([
    'COST',
    'HTTP',
    'JAVASCRIPT',
    'JSON',
    'JUDGE',
    'LATENCY',
    'LENGTH',
    'SIMILARITY',
    'TEXT',
  ]);
  for (const { kind, configSchema } of evaluatorKinds) expect(configSchema.properties ?? configSchema.oneOf, kind).toBeTruthy();
  expect(evaluatorKinds.find(({ kind }) => kind === 'HTTP')!.configSchema).toMatchObject({
    required: ['url'],
    additionalProperties: false,
  });

  const { evaluator } = await hands.create({ projectId: project.id, name: 'Sorry', kind: 'TEXT', config: text('sorry') });
  await hands.update({ id: evaluator.id, config: text('pardon') });
  const answer = await hands.client.execute(
    `query ($id: ID!) { evaluator(id: $id) { ${evaluatorFields} versions(first: 1) { totalCount edges { node { number createdBy { name } evaluator { name } } } } } }`,
    { id: evaluator.id },
  );
  expect(answer).toMatchObject({
    evaluator: { versions: { totalCount: 2, edges: [{ node: { number: 2, createdBy: { name: 'Ada' }, evaluator: { name: 'Sorry' } } }] } },
  });
});
