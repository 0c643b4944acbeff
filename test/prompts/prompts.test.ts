import { expect } from 'vitest';
import { test } from '../kit/stack.ts';
import { content, promptFields, type PromptView, promptsOf, seedPrompts } from './kit.ts';

const withText = (text: string) => ({ ...content, messages: [{ role: 'USER', content: text }] });

test('versions are numbered without a gap, whoever saves them at the same moment, and never change', async ({ stack }) => {
  const { ada, olga } = await seedPrompts(stack);
  const { prompt } = await ada.create();
  expect(prompt).toMatchObject({ draftRevision: 1, draftBase: null, latest: null, draft: { variables: ['question'] } });
  const first = await ada.saveVersion({ id: prompt.id, revision: 1, notes: 'The first.' });
  expect(first.version).toMatchObject({ number: 1, notes: 'The first.', content: { model: 'm-1' } });
  // Eight who saw the same draft: one makes the version, the others are told that it is there.
  await ada.saveDraft({ id: prompt.id, revision: 1, content: withText('Answer: {{question}}') });
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => (n % 2 ? ada : olga).saveVersion({ id: prompt.id, revision: 2 })));
  expect(answers.filter(({ __typename }) => __typename === 'SavePromptVersionPayload')).toHaveLength(1);
  expect(answers.filter(({ __typename }) => __typename === 'NothingChanged')).toHaveLength(7);
  expect((await ada.look(prompt.id))!.latest).toMatchObject({ number: 2, content: { messages: [{ content: 'Answer: {{question}}' }] } });
  const { version } = (
    await ada.client.execute<{ prompt: { version: { content: { messages: { content: string }[] } } } }>(
      'query ($id: ID!) { prompt(id: $id) { version(number: 1) { content { messages { content } } } } }',
      { id: prompt.id },
    )
  ).prompt;
  expect(version.content.messages).toEqual(content.messages.map((one) => ({ content: one.content })));
});

test('a draft that somebody saved meanwhile is not overwritten', async ({ stack }) => {
  const { ada, olga } = await seedPrompts(stack);
  const { prompt } = await ada.create();
  const answers = await Promise.all([
    ada.saveDraft({ id: prompt.id, revision: 1, content: withText('by Ada {{question}}') }),
    olga.saveDraft({ id: prompt.id, revision: 1, content: withText('by Olga {{question}}') }),
  ]);
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['DraftChangedMeanwhile', 'SavePromptDraftPayload']);
  const [saved, refused] = answers[0].__typename === 'SavePromptDraftPayload' ? answers : answers.toReversed();
  expect(refused!.prompt).toEqual(saved!.prompt);
  expect(saved!.prompt.draftRevision).toBe(2);
  // Nor does a version come of a draft that its saver has not seen.
  expect(await ada.saveVersion({ id: prompt.id, revision: 1 })).toMatchObject({ __typename: 'DraftChangedMeanwhile' });
});

test.for([
  ['no model', { ...content, model: ' ' }, /model/],
  ['no provider', { ...content, provider: null }, /provider/],
  ['no question', { ...content, messages: [{ role: 'SYSTEM', content: 'x' }] }, /besides the system/],
  ['a template that is none', withText('{{#a}}'), /Unclosed section/],
  ['a JSON Schema that is none', { ...content, responseSchema: { type: 'strange' } }, /JSON Schema/],
] as const)('a draft with %s can be saved, and becomes no version', async ([, draft, said], { stack }) => {
  const { ada } = await seedPrompts(stack);
  const { prompt } = await ada.create({ content: draft });
  const refused = await ada.saveVersion({ id: prompt.id, revision: 1 });
  expect(refused).toMatchObject({ __typename: 'InvalidInput', message: expect.stringMatching(said) as string });
  expect((await ada.look(prompt.id))!.latest).toBeNull();
});

test.for([
  ['a temperature of 3', { ...content, settings: { temperature: 3 } }],
  ['a tool twice', { ...content, tools: [1, 2].map(() => ({ name: 'look', parameters: {} })) }],
  ['a tool with a name that providers refuse', { ...content, tools: [{ name: 'look up', parameters: {} }] }],
  ['half a character', withText('\ud800')],
  ['101 messages', { ...content, messages: Array.from({ length: 101 }, () => ({ role: 'USER', content: 'x' })) }],
  ['parameters that are no object', { ...content, tools: [{ name: 'look', parameters: [] }] }],
] as const)('a prompt with %s is refused', async ([, wrong], { stack }) => {
  const { ada, project } = await seedPrompts(stack);
  expect((await ada.create({ content: wrong })).__typename).toBe('InvalidInput');
  expect(await stack.db.prisma.prompt.count({ where: { projectId: project.number } })).toBe(0);
});

test('a prompt goes out as a file and comes in again as the same version', async ({ stack }) => {
  const { ada } = await seedPrompts(stack);
  const tricky = {
    ...content,
    messages: [{ role: 'USER', content: 'First line: {{question}}\n\n  - "quoted" # no comment\n\ttab, ends with blanks  \n' }],
    tools: [{ name: 'look_up', description: 'Looks.', parameters: { type: 'object', properties: { q: { type: 'string' } } } }],
    responseSchema: { type: 'object', properties: { answer: { type: 'string' } } },
  };
  const { prompt } = await ada.create({ name: 'tricky', description: 'Hard to write down.', content: tricky });
  const { version } = await ada.saveVersion({ id: prompt.id, revision: 1, notes: 'Notes: with a colon' });
  expect(version.file).toContain('First line: {{question}}\n');
  expect(await ada.bringIn(version.file)).toMatchObject({ existed: true, version: { id: version.id, number: 1, file: version.file } });

  const elsewhere = await seedPrompts(stack);
  const came = await elsewhere.ada.bringIn(version.file);
  expect(came).toMatchObject({ existed: false, version: { number: 1, file: version.file, prompt: { name: 'tricky', draftBase: 1 } } });
  // A new content is the next version, and the draft follows, since nobody has worked on it.
  const changed = version.file.replace('First line', 'Now');
  const second = await elsewhere.ada.bringIn(changed);
  expect(second.version).toMatchObject({
    number: 2,
    prompt: { draftBase: 2, draft: { messages: [{ content: expect.stringMatching(/^Now/) as string }] } },
  });
  // What somebody has typed stays.
  const { id, draftRevision: revision } = second.version.prompt;
  await elsewhere.ada.saveDraft({ id, revision, content: withText('typed {{question}}') });
  const third = await elsewhere.ada.bringIn(changed.replace('Now', 'Later'));
  expect(third.version).toMatchObject({ number: 3, prompt: { draftBase: 2, draft: { messages: [{ content: 'typed {{question}}' }] } } });
});

test('two who bring in the same new file at once make one prompt and one version', async ({ stack }) => {
  const { ada, olga, project } = await seedPrompts(stack);
  const { prompt } = await ada.create({ name: 'seed' });
  const { version } = await ada.saveVersion({ id: prompt.id, revision: 1 });
  const file = version.file.replace('name: seed', 'name: twice');
  const answers = await Promise.all([ada, olga, ada, olga].map((who) => who.bringIn(file)));
  expect(new Set(answers.map(({ version }) => version.id)).size).toBe(1);
  expect(answers.filter(({ existed }) => !existed)).toHaveLength(1);
  expect(await stack.db.prisma.prompt.count({ where: { projectId: project.number, name: 'twice' } })).toBe(1);
});

test.for([
  ['no YAML', 'name: [', /not YAML/],
  ['a list', '- a', /is YAML with name/],
  ['a strange key', 'name: x\ntemprature: 1', /temprature/],
  ['an alias bomb', 'a: &a [x]\nname: *a', /not YAML/],
  ['no name', 'model: m\nprovider: mock\nmessages: [{role: user, content: hi}]', /name/],
  ['a number as its model', 'name: x\nmodel: 4', /model must be text/],
] as const)('a file with %s is refused and leaves nothing', async ([, file, said], { stack }) => {
  const { ada, project } = await seedPrompts(stack);
  expect(await ada.bringIn(file)).toMatchObject({ __typename: 'InvalidInput', message: expect.stringMatching(said) as string });
  expect(await stack.db.prisma.prompt.count({ where: { projectId: project.number } })).toBe(0);
});

test('who follows a prompt sees every save, and a project’s prompts come and go by themselves', async ({ stack }) => {
  const { ada, olga, project } = await seedPrompts(stack);
  const { prompt } = await ada.create();
  const one = olga.client.subscribe<{ promptChanged: PromptView }>(
    `subscription ($id: ID!) { promptChanged(id: $id) { ${promptFields} } }`,
    { id: prompt.id },
  );
  const all = olga.client.subscribe<{ promptsChanged: { name: string; latest: { number: number } | null }[] }>(
    'subscription ($id: ID!) { promptsChanged(projectId: $id) { name latest { number } } }',
    { id: project.id },
  );
  expect((await one.next()).value!.promptChanged.draftRevision).toBe(1);
  expect((await all.next()).value!.promptsChanged).toEqual([{ name: 'answer', latest: null }]);
  await ada.saveDraft({ id: prompt.id, revision: 1, content: withText('seen at once {{question}}') });
  expect((await one.next()).value!.promptChanged.draft.messages[0]!.content).toBe('seen at once {{question}}');
  await ada.saveVersion({ id: prompt.id, revision: 2 });
  expect((await one.next()).value!.promptChanged.latest!.number).toBe(1);
  await ada.update({ id: prompt.id, archived: true });
  for (;;) if ((await all.next()).value!.promptsChanged.length === 0) break;
  await one.return();
  await all.return();
});

test('viewers read, reviewers write, and nobody reaches another project’s prompt', async ({ stack }) => {
  const { ada, vic } = await seedPrompts(stack);
  const { prompt } = await ada.create();
  expect((await vic.look(prompt.id))!.name).toBe('answer');
  for (const refused of [
    await vic.create({ name: 'mine' }),
    await vic.saveDraft({ id: prompt.id, revision: 1, content }),
    await vic.saveVersion({ id: prompt.id, revision: 1 }),
    await vic.update({ id: prompt.id, name: 'x' }),
  ])
    expect(refused.__typename).toBe('Forbidden');
  const eve = await stack.person('Eve');
  const stranger = promptsOf(stack, eve, 'Project_1');
  expect(await stranger.look(prompt.id)).toBeNull();
  expect((await stranger.saveDraft({ id: prompt.id, revision: 1, content })).__typename).toBe('NotFound');
  const { errors } = await stranger.client.result('subscription ($id: ID!) { promptChanged(id: $id) { id } }', { id: prompt.id }, 'ws');
  expect(errors?.[0]?.message).toMatch(/not found/);
  expect((await ada.create()).__typename).toBe('NameTaken');
});

test('a dataset’s columns fill a prompt’s variables by name, and what is missing is named', async ({ stack }) => {
  const { ada, olga, project } = await seedPrompts(stack);
  const { createDataset } = await olga.client.execute<{ createDataset: { dataset: { id: string } } }>(
    'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { ... on CreateDatasetPayload { dataset { id } } } }',
    { input: { projectId: project.id, name: 'Rows' } },
  );
  const datasetId = createDataset.dataset.id;
  await olga.client.execute('mutation ($input: AddColumnInput!) { addColumn(input: $input) { __typename } }', {
    input: { datasetId, key: 'user_query', role: 'INPUT', type: 'TEXT' },
  });
  const { prompt } = await ada.create({ content: withText('{{userQuery}} {{expected_output}} {{tone}}') });
  const found = await ada.client.execute<{
    prompt: { draftFit: { missing: string[]; variables: { name: string; column: { key: string } | null }[] } };
  }>(
    'query ($id: ID!, $datasetId: ID!) { prompt(id: $id) { draftFit(datasetId: $datasetId) { missing variables { name column { key } } } } }',
    { id: prompt.id, datasetId },
  );
  expect(found.prompt.draftFit).toEqual({
    missing: ['tone'],
    variables: [
      { name: 'userQuery', column: { key: 'user_query' } },
      { name: 'expected_output', column: { key: 'expected_output' } },
      { name: 'tone', column: null },
    ],
  });
});
