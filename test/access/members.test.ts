import type { Role } from '@docket/prisma/generated/client/enums.ts';
import { expect } from 'vitest';
import { test } from '../kit/stack.ts';
import { watch } from '../kit/watch.ts';

const SetMember = `mutation SetMember($input: SetMemberInput!) { setMember(input: $input) {
  __typename ... on Error { message } ... on Forbidden { needs } ... on SetMemberPayload { initialPassword member { role user { id name email } } } } }`;
const RemoveMember = `mutation RemoveMember($input: RemoveMemberInput!) { removeMember(input: $input) {
  __typename ... on Error { message } ... on RemoveMemberPayload { userId } } }`;
const CreateProject = `mutation CreateProject($input: CreateProjectInput!) { createProject(input: $input) {
  __typename ... on Error { message } ... on CreateProjectPayload { project { slug viewerRole members { role user { name } } } } } }`;
const ProjectQuery = `query Project($slug: String!) { project(slug: $slug) { name viewerRole members { role user { name email } } apiTokens { name } } }`;

interface SetMemberAnswer {
  setMember: {
    __typename: string;
    message?: string;
    needs?: Role;
    initialPassword: string | null;
    member: { role: Role; user: { id: string; name: string } };
  };
}
interface Answer<Name extends string> {
  [name: string]: { __typename: string; message?: string } & Record<Name, unknown>;
}

test('makes a project whose owner one is, and names its slug', async ({ stack }) => {
  const ada = await stack.person('Ada');
  const page = stack.as(ada);
  const name = `Suppört  Assistant ${ada.number}`;
  const slug = `suppo-rt-assistant-${ada.number}`;
  expect(await page.execute(CreateProject, { input: { name } })).toEqual({
    createProject: {
      __typename: 'CreateProjectPayload',
      project: { slug, viewerRole: 'OWNER', members: [{ role: 'OWNER', user: { name: 'Ada' } }] },
    },
  });
  expect(await page.execute(CreateProject, { input: { name } })).toMatchObject({ createProject: { __typename: 'NameTaken' } });
  for (const input of [
    { name: ' ' },
    { name: 'a\u0000b' },
    { name: 'x'.repeat(101) },
    { name: 'x', slug: 'Not a slug' },
    { name: 'x', slug: '-' },
  ]) {
    expect(await page.execute(CreateProject, { input })).toMatchObject({ createProject: { __typename: 'InvalidInput' } });
  }
  expect(await page.execute(ProjectQuery, { slug })).toMatchObject({ project: { viewerRole: 'OWNER' } });
});

test('a project is not there for whoever is no member, and needs somebody', async ({ stack }) => {
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const project = await stack.project([[ada, 'OWNER']]);
  expect(await stack.as(bo).execute(ProjectQuery, { slug: project.slug })).toEqual({ project: null });
  expect(await stack.as(bo).execute(ProjectQuery, { slug: 'no\u0000where' })).toEqual({ project: null });
  const { errors } = await stack.as(null).result(ProjectQuery, { slug: project.slug });
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('shows addresses and tokens to admins only', async ({ stack }) => {
  const [ada, bo, cy] = [await stack.person('Ada'), await stack.person('Bo'), await stack.person('Cy')];
  const project = await stack.project([
    [ada, 'ADMIN'],
    [bo, 'REVIEWER'],
    [cy, 'VIEWER'],
  ]);
  await stack.db.prisma.apiToken.create({
    data: { projectId: project.number, userId: ada.number, name: 'ci', role: 'VIEWER', hint: 'dkt_', secretHash: `x${project.number}` },
  });
  const emails = async (who: typeof ada) => {
    const { project: seen } = await stack
      .as(who)
      .execute<{ project: { members: { user: { email: string } }[]; apiTokens: object[] } }>(ProjectQuery, { slug: project.slug });
    return [seen.members.map(({ user }) => user.email).sort(), seen.apiTokens.length];
  };
  expect(await emails(ada)).toEqual([[ada.email, bo.email, cy.email].sort(), 1]);
  expect(await emails(bo)).toEqual([['', '', bo.email], 0]);
});

test('admins make members, who get a first password that works', async ({ stack }) => {
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const project = await stack.project([
    [ada, 'ADMIN'],
    [bo, 'REVIEWER'],
  ]);
  const email = `New.${project.slug}@Example.com`;
  const set = async (who: typeof ada, input: object) =>
    (await stack.as(who).execute<SetMemberAnswer>(SetMember, { input: { projectId: project.id, ...input } })).setMember;

  const made = await set(ada, { email, role: 'REVIEWER', name: 'Newcomer' });
  expect(made).toMatchObject({
    __typename: 'SetMemberPayload',
    member: { role: 'REVIEWER', user: { name: 'Newcomer', email: email.toLowerCase() } },
  });
  const signedIn = await stack.as(null).execute(`mutation($input: SignInInput!) { signIn(input: $input) { __typename } }`, {
    input: { email, password: made.initialPassword },
  });
  expect(signedIn).toEqual({ signIn: { __typename: 'SignInPayload' } });

  expect(await set(ada, { email, role: 'VIEWER' })).toMatchObject({
    initialPassword: null,
    member: { role: 'VIEWER', user: { name: 'Newcomer' } },
  });
  expect(await set(bo, { email, role: 'VIEWER' })).toMatchObject({ __typename: 'Forbidden', needs: 'ADMIN' });
  expect(await set(ada, { email, role: 'OWNER' })).toMatchObject({ __typename: 'Forbidden', needs: 'OWNER' });
  expect(await set(ada, { email: 'no address', role: 'VIEWER' })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await set(ada, { email, role: 'VIEWER', projectId: 'Project_999999' })).toMatchObject({ __typename: 'NotFound' });
  expect(await set(ada, { email, role: 'VIEWER', projectId: 'nonsense' })).toMatchObject({ __typename: 'NotFound' });
});

test('a project keeps an owner, whoever goes at the same moment', async ({ stack }) => {
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const project = await stack.project([
    [ada, 'OWNER'],
    [bo, 'OWNER'],
  ]);
  const remove = async (who: typeof ada, whom: typeof ada) =>
    (await stack.as(who).execute<Answer<'userId'>>(RemoveMember, { input: { projectId: project.id, userId: whom.id } })).removeMember!
      .__typename;
  const both = await Promise.all([remove(ada, ada), remove(bo, bo)]);
  expect(both.sort()).toEqual(['InvalidInput', 'RemoveMemberPayload']);
});

test('members leave by themselves, and cannot put others out', async ({ stack }) => {
  const [ada, bo, cy] = [await stack.person('Ada'), await stack.person('Bo'), await stack.person('Cy')];
  const project = await stack.project([
    [ada, 'OWNER'],
    [bo, 'REVIEWER'],
    [cy, 'ADMIN'],
  ]);
  const remove = async (who: typeof ada, whom: typeof ada) =>
    (await stack.as(who).execute<Answer<'userId'>>(RemoveMember, { input: { projectId: project.id, userId: whom.id } })).removeMember!
      .__typename;
  expect(await remove(bo, cy)).toBe('Forbidden');
  expect(await remove(cy, ada)).toBe('Forbidden');
  expect(await remove(bo, bo)).toBe('RemoveMemberPayload');
  expect(await remove(bo, bo)).toBe('NotFound');
});

test.for(['ws', 'sse'] as const)('who is put out stops receiving at once, over %s', async (transport, { stack }) => {
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const project = await stack.project([
    [ada, 'OWNER'],
    [bo, 'REVIEWER'],
  ]);
  const page = stack.as(bo);
  const watching = watch(page, project.id, transport);
  await watching.open;
  const begun = performance.now();
  await stack.as(ada).execute(RemoveMember, { input: { projectId: project.id, userId: bo.id } });
  // The socket is closed for now; the client comes back, asks again, and is told that there is nothing for it.
  await expect(watching.ended).rejects.toThrow(transport === 'ws' ? /Project was not found/ : /terminated/);
  expect(performance.now() - begun).toBeLessThan(2000);
  if (transport === 'ws') expect(page.closings[0]).toBe(1012);
});

test('who gets another role keeps what it includes, without a cut', async ({ stack }) => {
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const project = await stack.project([
    [ada, 'OWNER'],
    [bo, 'VIEWER'],
  ]);
  const page = stack.as(bo);
  const watching = watch(page, project.id);
  await watching.open;
  const { setMember } = await stack
    .as(ada)
    .execute<SetMemberAnswer>(SetMember, { input: { projectId: project.id, email: bo.email, role: 'REVIEWER' } });
  expect(setMember.member.role).toBe('REVIEWER');
  stack.servers[0]!.services.signals.send('spans', { projectId: project.number, count: 3 });
  expect(await watching.ended).toEqual({ done: false, value: { spansImported: { count: 3 } } });
  expect(page.closings).toEqual([]);
});
