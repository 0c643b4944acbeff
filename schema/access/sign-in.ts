import type { Services } from '../context.ts';
import type { Viewer } from './viewer.ts';
import { SignInRefused, TooManyAttempts } from './refusals.ts';
import { viewerOfSession } from './viewer-of.ts';

export interface SignIn {
  email: string;
  password: string;
  remoteAddress: string;
}

/** Opens a session. Answers who it is, and the secret that the cookie carries; the database has its hash only. */
export async function signIn({ db, accounts }: Services, input: SignIn): Promise<{ viewer: Viewer; secret: string }> {
  const email = input.email.trim().toLowerCase().slice(0, 254);
  const wait = await accounts.countAttempt(input.remoteAddress, email);
  if (wait > 0) throw new TooManyAttempts(wait);

  // NUL stands in no address, and Postgres would answer with an error instead of with nobody. A password longer than any
  // we take is not hashed: hashing is slow on purpose.
  const user = email.includes('\u0000') ? null : await db.prisma.user.findUnique({ where: { email } });
  const right = await accounts.verifyPassword(user?.passwordHash ?? null, input.password.slice(0, 1024));
  if (!user || !right || input.password.length > 1024) throw new SignInRefused();
  await accounts.forgetAttempts(input.remoteAddress, email);

  const secret = accounts.newSecret();
  const secretHash = accounts.hashSecret(secret);
  await db.pool.query(
    `INSERT INTO session (user_id, secret_hash, created_at, expires_at)
     VALUES ($1, $2, clock_timestamp(), clock_timestamp() + make_interval(secs => $3))`,
    [user.id, secretHash, accounts.sessionSeconds],
  );
  const viewer = await viewerOfSession(db, secretHash);
  if (!viewer) throw new SignInRefused();
  return { viewer, secret };
}
