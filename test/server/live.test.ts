import { expect } from 'vitest';
import { type Person, type Stack, test } from '../kit/stack.ts';

const Presence =
  'subscription($datasetId: ID!, $clientId: String!) { presence(datasetId: $datasetId, clientId: $clientId) { user { name } } }';

const CreateDataset =
  'mutation($input: CreateDatasetInput!) { createDataset(input: $input) { ... on CreateDatasetPayload { dataset { id } } } }';

async function datasetOf(stack: Stack, ...people: [Person, ...Person[]]): Promise<string> {
  const project = await stack.project(people.map((person) => [person, 'ADMIN']));
  const { createDataset } = await stack
    .as(people[0])
    .execute<{ createDataset: { dataset: { id: string } } }>(CreateDataset, { input: { projectId: project.id, name: 'answers' } });
  return createDataset.dataset.id;
}

interface Here {
  presence: { user: { name: string } }[];
}

test.for(['ws', 'sse', 'cut'] as const)('who leaves, or is cut off, is gone at once (%s)', async (how, { stack }) => {
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const datasetId = await datasetOf(stack, ada, bo);
  const transport = how === 'sse' ? 'sse' : 'ws';
  const [one, two] = [stack.as(ada), stack.as(bo)];
  const seen = one.subscribe<Here>(Presence, { datasetId, clientId: 'a' });
  const names = async () => (await seen.next()).value!.presence.map(({ user }) => user.name);
  expect(await names()).toEqual(['Ada']);

  const other = two.subscribe<Here>(Presence, { datasetId, clientId: 'b' }, transport);
  await other.next();
  expect(await names()).toEqual(['Ada', 'Bo']);

  const begun = performance.now();
  // It waits for its next event, as it would for hours.
  other.next().catch(() => undefined);
  if (how === 'cut') await two.close();
  else await other.return();
  expect(await names()).toEqual(['Ada']);
  expect(performance.now() - begun).toBeLessThan(500);
});

test('each event is read anew', async ({ stack }) => {
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const datasetId = await datasetOf(stack, ada, bo);
  const seen = stack.as(ada).subscribe<Here>(Presence, { datasetId, clientId: 'a' });
  expect((await seen.next()).value).toEqual({ presence: [{ user: { name: 'Ada' } }] });
  await stack.db.prisma.user.update({ where: { id: ada.number }, data: { name: 'Ada Lovelace' } });
  void stack.as(bo).subscribe(Presence, { datasetId, clientId: 'b' }).next();
  expect((await seen.next()).value).toEqual({ presence: [{ user: { name: 'Ada Lovelace' } }, { user: { name: 'Bo' } }] });
});
