import { expect } from 'vitest';
import { encodeId } from '@docket/schema/ids.ts';
import { test } from '../kit/stack.ts';

const Presence = 'subscription($datasetId: ID!, $clientId: String!) { presence(datasetId: $datasetId, clientId: $clientId) { user { name } } }';

interface Here {
  presence: { user: { name: string } }[];
}

test.for(['ws', 'sse', 'cut'] as const)('who leaves, or is cut off, is gone at once (%s)', async (how, { stack }) => {
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const project = await stack.project([[ada, 'REVIEWER'], [bo, 'REVIEWER']]);
  const made = await stack.db.prisma.dataset.create({ data: { projectId: project.number, name: 'answers', epoch: 'x' } });
  const datasetId = encodeId('Dataset', made.id);
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
  const ada = await stack.person('Ada');
  const project = await stack.project([[ada, 'REVIEWER']]);
  const made = await stack.db.prisma.dataset.create({ data: { projectId: project.number, name: 'answers', epoch: 'x' } });
  const datasetId = encodeId('Dataset', made.id);
  const seen = stack.as(ada).subscribe<Here>(Presence, { datasetId, clientId: 'a' });
  expect((await seen.next()).value).toEqual({ presence: [{ user: { name: 'Ada' } }] });
  await stack.db.prisma.user.update({ where: { id: ada.number }, data: { name: 'Ada Lovelace' } });
  await stack.as(ada).execute('mutation($input: OpenRowInput!) { openRow(input: $input) { __typename } }', { input: { datasetId, clientId: 'a', rowId: null } });
  expect((await seen.next()).value).toEqual({ presence: [{ user: { name: 'Ada Lovelace' } }] });
});
