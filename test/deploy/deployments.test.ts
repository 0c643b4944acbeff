import { expect } from 'vitest';
import { encodeId } from '@docket/schema/ids.ts';
import { test } from '../kit/stack.ts';
import { deployerOf, seedYard } from './kit.ts';

test('a version is deployed over another, and the history stays as it was', async ({ stack }) => {
  const { as, environmentId, promptId, versionIds } = await seedYard(stack);
  const one = await as.admin.deploy({ environmentId, versionId: versionIds[0], notes: 'The first' });
  expect(one.deployment).toMatchObject({ kind: 'DEPLOY', notes: 'The first', version: { number: 1 }, deployedBy: { name: 'Admin' } });
  const two = await as.owner.deploy({ environmentId, versionId: versionIds[1], expected: one.deployment.id });
  expect(await as.viewer.history(promptId)).toMatchObject({
    current: { id: two.deployment.id, version: { number: 2 }, deployedBy: { name: 'Olga' } },
    deployments: { edges: [{ node: { id: two.deployment.id } }, { node: one.deployment }] },
  });
  const { environment } = await as.viewer.client.execute<{ environment: unknown }>(
    `query ($id: ID!, $promptId: ID!) { environment(id: $id) { name current(promptId: $promptId) { id } rollsBackTo(promptId: $promptId) { number }
       running { id prompt { name } } deployments(promptId: $promptId, first: 1) { totalCount edges { node { id environment { name } } } } } }`,
    { id: environmentId, promptId },
  );
  expect(environment).toEqual({
    name: 'production',
    current: { id: two.deployment.id },
    rollsBackTo: { number: 1 },
    running: [{ id: two.deployment.id, prompt: { name: 'support' } }],
    deployments: { totalCount: 2, edges: [{ node: { id: two.deployment.id, environment: { name: 'production' } } }] },
  });
});

test('who has not seen what runs does not deploy over it', async ({ stack }) => {
  const { as, environmentId, promptId, versionIds } = await seedYard(stack);
  const one = await as.admin.deploy({ environmentId, versionId: versionIds[0] });
  const unseen = await as.owner.deploy({ environmentId, versionId: versionIds[1], expected: null });
  expect(unseen).toMatchObject({ __typename: 'DeploymentChangedMeanwhile', current: { id: one.deployment.id } });
  const again = await as.owner.deploy({ environmentId, versionId: versionIds[0], expected: one.deployment.id });
  expect(again).toMatchObject({ __typename: 'AlreadyDeployed', current: { id: one.deployment.id } });
  expect((await as.viewer.history(promptId)).deployments.edges).toHaveLength(1);
});

test('of those who deploy at the same moment one wins, and the others are told who', async ({ stack }) => {
  const { as, environmentId, promptId, versionIds } = await seedYard(stack, { versions: 8 });
  const answers = await Promise.all(versionIds.map((versionId, n) => [as.admin, as.owner][n % 2]!.deploy({ environmentId, versionId })));
  const won = answers.filter(({ __typename }) => __typename === 'DeployPromptPayload');
  expect(won).toHaveLength(1);
  for (const { __typename, current } of answers.filter((answer) => answer !== won[0]))
    expect({ __typename, id: current?.id }).toEqual({ __typename: 'DeploymentChangedMeanwhile', id: won[0]!.deployment.id });
  expect((await as.viewer.history(promptId)).deployments.edges).toHaveLength(1);
});

test('of two rollbacks at the same moment one is made', async ({ stack }) => {
  const { as, environmentId, promptId, versionIds } = await seedYard(stack);
  let expected: string | null = null;
  for (const versionId of versionIds) ({ id: expected } = (await as.admin.deploy({ environmentId, versionId, expected })).deployment);
  const answers = await Promise.all([as.admin, as.owner].map((who) => who.rollBack({ environmentId, promptId, expected })));
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['DeploymentChangedMeanwhile', 'RollBackPromptPayload']);
  expect((await as.viewer.history(promptId)).current).toMatchObject({ kind: 'ROLLBACK', version: { number: 3 } });
});

test('whoever watches is told at once', async ({ stack }) => {
  const { as, environmentId, projectId, promptId, versionIds } = await seedYard(stack);
  const events = as.viewer.client.subscribe<{ deploymentsChanged: { name: string; current: { version: { number: number } } | null }[] }>(
    'subscription ($projectId: ID!, $promptId: ID!) { deploymentsChanged(projectId: $projectId) { name current(promptId: $promptId) { version { number } } } }',
    { projectId, promptId },
  );
  const next = async () => ((await events.next()).value as { deploymentsChanged: unknown }).deploymentsChanged;
  expect(await next()).toEqual([{ name: 'production', current: null }]);
  const { deployment } = await as.admin.deploy({ environmentId, versionId: versionIds[1] });
  expect(await next()).toEqual([{ name: 'production', current: { version: { number: 2 } } }]);
  await as.admin.deploy({ environmentId, versionId: versionIds[2], expected: deployment.id });
  expect(await next()).toEqual([{ name: 'production', current: { version: { number: 3 } } }]);
  await events.return();
});

test('only admins deploy and roll back, and what is of another project is not found', async ({ stack }) => {
  const yard = await seedYard(stack);
  const other = await seedYard(stack);
  const { as, environmentId, promptId, versionIds } = yard;
  const deploy = { environmentId, versionId: versionIds[0] };
  for (const who of [as.reviewer, as.viewer]) {
    expect((await who.deploy(deploy)).__typename).toBe('Forbidden');
    expect((await who.rollBack({ environmentId, promptId })).__typename).toBe('Forbidden');
    expect((await who.createEnvironment({ projectId: yard.projectId, name: 'x' })).__typename).toBe('Forbidden');
  }
  const notFound = { __typename: 'NotFound' };
  expect(await other.as.owner.deploy(deploy)).toMatchObject(notFound);
  expect(await as.owner.deploy({ ...deploy, versionId: other.versionIds[0] })).toMatchObject(notFound);
  expect(await as.owner.deploy({ ...deploy, environmentId: other.environmentId })).toMatchObject(notFound);
  expect(await as.owner.rollBack({ environmentId, promptId: other.promptId })).toMatchObject(notFound);
  expect(await other.as.owner.renameEnvironment({ id: environmentId, name: 'mine' })).toMatchObject(notFound);
  expect(await other.as.owner.deleteEnvironment({ id: environmentId, force: true })).toMatchObject(notFound);
  expect(await other.as.owner.createEnvironment({ projectId: yard.projectId, name: 'mine' })).toMatchObject(notFound);
  expect(await other.as.owner.verdict(environmentId, versionIds[0]!)).toBeNull();
  expect(await other.as.owner.environments(yard.slug)).toBeUndefined();
});

test('a project has one environment from the start, whoever looks first', async ({ stack }) => {
  const ada = await stack.person('Ada');
  const { slug, id: projectId } = await stack.project([[ada, 'ADMIN']]);
  const hands = deployerOf(stack.as(ada));
  const looks = await Promise.all(Array.from({ length: 8 }, () => hands.environments(slug)));
  expect(new Set(looks.map((seen) => JSON.stringify(seen))).size).toBe(1);
  expect(looks[0]).toMatchObject([{ name: 'production' }]);
  expect(await hands.deleteEnvironment({ id: looks[0]![0]!.id })).toMatchObject({ __typename: 'InvalidInput' });

  const unseen = await stack.project([[ada, 'ADMIN']]);
  await hands.createEnvironment({ projectId: unseen.id, name: ' staging ' });
  expect((await hands.environments(unseen.slug))!.map(({ name }) => name)).toEqual(['production', 'staging']);
  expect(await hands.createEnvironment({ projectId, name: 'production' })).toMatchObject({ __typename: 'NameTaken' });
  for (const name of ['', ' ', '..', 'x'.repeat(61), 'a\u0000b'])
    expect(await hands.createEnvironment({ projectId, name }), name).toMatchObject({ __typename: 'InvalidInput' });
});

test('an environment is renamed and deleted, but not while something is deployed there', async ({ stack }) => {
  const { as, environmentId, projectId, slug, versionIds } = await seedYard(stack);
  const { environment } = await as.admin.createEnvironment({ projectId, name: 'staging' });
  expect(await as.admin.renameEnvironment({ id: environment.id, name: 'production' })).toMatchObject({ __typename: 'NameTaken' });
  expect(await as.admin.renameEnvironment({ id: environmentId, name: 'live' })).toMatchObject({ environment: { name: 'live' } });
  expect((await as.viewer.environments(slug))!.map(({ name }) => name)).toEqual(['live', 'staging']);

  await as.admin.deploy({ environmentId, versionId: versionIds[0] });
  expect(await as.admin.deleteEnvironment({ id: environmentId })).toMatchObject({ __typename: 'EnvironmentInUse', prompts: 1 });
  expect(await as.admin.deleteEnvironment({ id: environmentId, force: true })).toMatchObject({ __typename: 'Forbidden' });
  expect(await as.owner.deleteEnvironment({ id: environmentId, force: true })).toMatchObject({ id: environmentId });
  expect(await as.owner.deleteEnvironment({ id: environment.id })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await as.admin.deploy({ environmentId, versionId: versionIds[0] })).toMatchObject({ __typename: 'NotFound' });
  expect(await as.admin.deploy({ environmentId: encodeId('Environment', 2 ** 31), versionId: versionIds[0] })).toMatchObject({
    __typename: 'NotFound',
  });
});
