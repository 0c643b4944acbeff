import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Accounts } from '@docket/schema/access/accounts.ts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from './config.ts';

/** argon2id with the library's defaults (19 MiB, two passes, one lane), as OWASP recommends it. */
export const hashPassword = (password: string): Promise<string> => hash(password);

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Letters and digits that are hard to take for one another, in three groups: 71 bits. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return `${group()}-${group()}-${group()}`;
}

/** Attempts are counted in this process only: n processes let n times as many through, which is still few. */
export function makeAccounts({ sessionSeconds, signIn }: Pick<Config, 'sessionSeconds' | 'signIn'>): Accounts {
  const duration = signIn.minutes * 60;
  const onAccount = new RateLimiterMemory({ points: signIn.attempts, duration });
  // Many people may sit behind one address, so it gets ten times as much; those who succeed are given back.
  const fromAddress = new RateLimiterMemory({ points: signIn.attempts * 10, duration });
  // What an unknown account's password is compared with, at the same cost.
  const nobody = hashPassword(randomBytes(16).toString('hex'));

  return {
    hashPassword,
    hashSecret,
    newPassword,
    newSecret: () => randomBytes(32).toString('base64url'),
    sessionSeconds,
    async verifyPassword(passwordHash, password) {
      const right = await verify(passwordHash ?? (await nobody), password).catch(() => false);
      return right && passwordHash !== null;
    },
    async countAttempt(address, email) {
      try {
        await fromAddress.consume(address);
        await onAccount.consume(`${address} ${email}`);
        return 0;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw refused;
      }
    },
    async forgetAttempts(address, email) {
      await Promise.all([onAccount.delete(`${address} ${email}`), fromAddress.reward(address)]);
    },
  };
}
