import { expect } from 'vitest';
import { test, type Person, type Stack } from '../kit/stack.ts';
import { watch } from '../kit/watch.ts';

const Create = `mutation Create($input: CreateApiTokenInput!) { createApiToken(input: $input) {
  __typename ... on Error { message } ... on CreateApiTokenPayload { secret apiToken { id hint role user { name } } } } }`;
const Revoke = `mutation Revoke($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { __typename ... on RevokeApiTokenPayload { id } } }`;
const Roles = `{ viewer { user { name } memberships { project { id viewerRole } } } }`;

interface Created {
  createApiToken: { __typename: string; secret: string; apiToken: { id: string; hint: string; role: string; user: { name: string } } };
}

const create = async (stack: Stack, who: Person | string, projectId: string, role: string) =>
  (await stack.as(who).execute<Created>(Create, { input: { projectId, role, name: 'importer' } })).createApiToken;

test('a token is shown once, kept hashed, and acts in its one project', async ({ stack }) => {
  const ada = await stack.person('Ada');
  const [here, elsewhere] = [await stack.project([[ada, 'OWNER']]), await stack.project([[ada, 'OWNER']])];
  const { secret, apiToken } = await create(stack, ada, here.id, 'REVIEWER');
  expect(secret).toMatch(/^dkt_[\w-]{43}$/);
  expect(apiToken).toMatchObject({ hint: secret.slice(0, 8), role: 'REVIEWER', user: { name: 'Ada' } });
  expect(JSON.stringify(await stack.db.prisma.apiToken.findMany())).not.toContain(secret);

  expect(await stack.as(secret).execute(Roles)).toEqual({
    viewer: { user: { name: 'Ada' }, memberships: [{ project: { id: here.id, viewerRole: 'REVIEWER' } }] },
  });
  const query = 'query($slug: String!) { project(slug: $slug) { id } }';
  expect(await stack.as(secret).execute(query, { slug: elsewhere.slug })).toEqual({ project: null });
  const used = await stack.db.prisma.apiToken.findFirstOrThrow({ where: { projectId: here.number } });
  expect(Date.now() - used.lastUsedAt!.getTime()).toBeLessThan(60_000);
});

test('a token may never more than who made it may at this moment', async ({ stack }) => {
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const project = await stack.project([
    [ada, 'OWNER'],
    [bo, 'ADMIN'],
  ]);
  expect((await create(stack, bo, project.id, 'OWNER')).__typename).toBe('Forbidden');
  const { secret } = await create(stack, bo, project.id, 'ADMIN');
  const SetMember = `mutation($input: SetMemberInput!) { setMember(input: $input) { __typename } }`;
  await stack.as(ada).execute(SetMember, { input: { projectId: project.id, email: bo.email, role: 'VIEWER' } });
  expect(await stack.as(secret).execute(Roles)).toMatchObject({ viewer: { memberships: [{ project: { viewerRole: 'VIEWER' } }] } });
  expect((await create(stack, secret, project.id, 'VIEWER')).__typename).toBe('Forbidden');
  await stack.as(ada).execute(`mutation($input: RemoveMemberInput!) { removeMember(input: $input) { __typename } }`, {
    input: { projectId: project.id, userId: bo.id },
  });
  expect(await stack.as(secret).execute(Roles)).toMatchObject({ viewer: { memberships: [] } });
});

test('reviewers make no tokens, and tokens make no projects', async ({ stack }) => {
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const project = await stack.project([
    [ada, 'OWNER'],
    [bo, 'REVIEWER'],
  ]);
  expect((await create(stack, bo, project.id, 'VIEWER')).__typename).toBe('Forbidden');
  const { secret } = await create(stack, ada, project.id, 'OWNER');
  const made = await stack.as(secret).execute('mutation { createProject(input: { name: "Another" }) { __typename } }');
  expect(made).toEqual({ createProject: { __typename: 'InvalidInput' } });
});

test('revoking a token ends it and its sockets', async ({ stack }) => {
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const project = await stack.project([
    [ada, 'OWNER'],
    [bo, 'REVIEWER'],
  ]);
  const { secret, apiToken } = await create(stack, ada, project.id, 'VIEWER');
  const program = stack.as(secret);
  const watching = watch(program, project.id);
  await watching.open;
  expect(await stack.as(bo).execute(Revoke, { input: { id: apiToken.id } })).toEqual({ revokeApiToken: { __typename: 'Forbidden' } });
  expect(await stack.as(ada).execute(Revoke, { input: { id: apiToken.id } })).toEqual({
    revokeApiToken: { __typename: 'RevokeApiTokenPayload', id: apiToken.id },
  });
  await expect.poll(() => program.closings[0]).toBe(4403);
  await expect(watching.ended).rejects.toMatchObject({ code: 4401 });
  expect(await program.execute(Roles)).toEqual({ viewer: null });
});

test('a token that is none is nobody, whatever cookie comes with it', async ({ stack }) => {
  const ada = await stack.person('Ada');
  for (const authorization of ['Bearer dkt_wrong', 'Bearer x', 'Basic YWRhOng=', '']) {
    const response = await stack.as(ada).request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: Roles }),
    });
    expect(await response.json(), authorization).toEqual({ data: { viewer: null } });
  }
});
