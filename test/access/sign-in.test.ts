import { expect } from 'vitest';
import { test } from '../kit/stack.ts';
import { watch } from '../kit/watch.ts';

const SignIn = `mutation SignIn($input: SignInInput!) { signIn(input: $input) {
  __typename ... on Error { message } ... on TooManyAttempts { retryAfterSeconds } ... on SignInPayload { viewer { user { name } memberships { role project { viewerRole } } } } } }`;
const Me = '{ viewer { user { name email } } }';

interface SignedIn {
  signIn: { __typename: string; message?: string; retryAfterSeconds?: number; viewer?: { user: { name: string }; memberships: object[] } };
}

test('signs in with a cookie that no script can read, and is somebody from then on', async ({ stack }) => {
  const ada = await stack.person('Ada', { password: 'correct horse' });
  await stack.project([[ada, 'REVIEWER']]);
  const response = await stack.as(null).request('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: SignIn, variables: { input: { email: ada.email.toUpperCase(), password: 'correct horse' } } }),
  });
  const { data } = (await response.json()) as { data: SignedIn };
  expect(data.signIn).toEqual({
    __typename: 'SignInPayload',
    viewer: { user: { name: 'Ada' }, memberships: [{ role: 'REVIEWER', project: { viewerRole: 'REVIEWER' } }] },
  });
  const cookie = response.headers.get('set-cookie')!;
  expect(cookie).toMatch(/^docket_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/);

  const secret = /=([^;]+)/.exec(cookie)![1]!;
  const again = await stack.as({ ...ada, secret }).execute<{ viewer: { user: { email: string } } }>(Me);
  expect(again.viewer.user.email).toBe(ada.email);
  const kept = await stack.db.prisma.session.findMany({ where: { userId: ada.number } });
  expect(kept.map(({ secretHash }) => secretHash)).not.toContain(secret);
});

test('says the same of a wrong password and of an unknown account', async ({ stack }) => {
  const bo = await stack.person('Bo', { password: 'right' });
  const answers = [];
  for (const [email, password] of [
    [bo.email, 'wrong'],
    ['nobody@example.com', 'right'],
    ['\u0000', 'x'],
    [bo.email, 'x'.repeat(5000)],
  ]) {
    answers.push((await stack.as(null).execute<SignedIn>(SignIn, { input: { email, password } })).signIn);
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ __typename: 'SignInRefused', message: 'The email or the password is wrong.' })]),
  );
});

// Two times are compared: something else that runs meanwhile may spoil one of them.
test('takes as long for an unknown account as for a wrong password', { retry: 2 }, async ({ stack }) => {
  const cy = await stack.person('Cy', { password: 'right' });
  const { verifyPassword } = stack.servers[0]!.services.accounts;
  const { passwordHash } = await stack.db.prisma.user.findUniqueOrThrow({ where: { id: cy.number } });
  const median = async (hash: string | null) => {
    const times = [];
    for (let n = 0; n < 7; n += 1) {
      const begun = performance.now();
      expect(await verifyPassword(hash, 'wrong')).toBe(false);
      times.push(performance.now() - begun);
    }
    return times.sort((a, b) => a - b)[3]!;
  };
  await median(null);
  const [known, unknown] = [await median(passwordHash), await median(null)];
  expect(unknown / known).toBeGreaterThan(0.4);
  expect(unknown / known).toBeLessThan(2.5);
});

test('lets nobody guess for long, not even right after too many wrong ones', async ({ stack }) => {
  const di = await stack.person('Di', { password: 'right' });
  const attempt = async (password: string) =>
    (await stack.as(null).execute<SignedIn>(SignIn, { input: { email: di.email, password } })).signIn;
  for (let n = 0; n < 10; n += 1) expect((await attempt(`guess ${n}`)).__typename).toBe('SignInRefused');
  const refused = await attempt('right');
  expect(refused.__typename).toBe('TooManyAttempts');
  expect(refused.retryAfterSeconds).toBeGreaterThan(60);
  // Others are not kept out by it.
  const eve = await stack.person('Eve', { password: 'other' });
  expect((await stack.as(null).execute<SignedIn>(SignIn, { input: { email: eve.email, password: 'other' } })).signIn.__typename).toBe(
    'SignInPayload',
  );
});

test('signing out ends the session everywhere at once, and its sockets', async ({ stack }) => {
  const flo = await stack.person('Flo');
  const project = await stack.project([[flo, 'VIEWER']]);
  const page = stack.as(flo);
  const watching = watch(page, project.id);
  await watching.open;

  const response = await page.request('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'mutation { signOut { ok } }' }),
  });
  expect(await response.json()).toEqual({ data: { signOut: { ok: true } } });
  expect(response.headers.get('set-cookie')).toContain('docket_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0');
  await expect.poll(() => page.closings).toEqual([4403, 4401]);
  await expect(watching.ended).rejects.toMatchObject({ code: 4401 });
  expect(await page.execute(Me)).toEqual({ viewer: null });
});

test('a session that ran out is nobody', async ({ stack }) => {
  const gus = await stack.person('Gus');
  await stack.db.prisma.session.updateMany({ where: { userId: gus.number }, data: { expiresAt: new Date(Date.now() - 1000) } });
  expect(await stack.as(gus).execute(Me)).toEqual({ viewer: null });
});

test('a socket has no cookie to set', async ({ stack }) => {
  const hal = await stack.person('Hal', { password: 'right' });
  const { data } = await stack.as(hal).result<SignedIn>(SignIn, { input: { email: hal.email, password: 'right' } }, 'ws');
  expect(data!.signIn.__typename).toBe('SignInRefused');
});
