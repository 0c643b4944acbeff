import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { type Secrets, SecretLost } from '@docket/schema/models/secrets.ts';
import { InvalidInput } from '@docket/schema/refusals.ts';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'docket sealed text v1', 32));

/**
 * AES-256-GCM under a key made of DOCKET_SECRET by HKDF. The owner is authenticated with the text, so that what was sealed for
 * one record does not open for another.
 * @param secrets The first seals; each opens, so that a secret can be changed without entering everything anew.
 */
export function makeSecrets(secrets: readonly string[]): Secrets {
  const keys = secrets.map(keyOf);
  return {
    seal(text, owner) {
      const key = keys[0];
      if (!key)
        throw new InvalidInput(
          'This cannot be kept: there is nothing to encrypt it with. Set DOCKET_SECRET, the same for every process, and start again.',
        );
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `v1.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },
    open(sealed, owner) {
      const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url');
      for (const key of keys) {
        const text = opened(bytes, key, owner);
        if (text !== null) return text;
      }
      throw new SecretLost();
    },
  };
}

function opened(bytes: Buffer, key: Buffer, owner: string): string | null {
  if (bytes.length < ivBytes + tagBytes) return null;
  try {
    const cipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes))
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    return Buffer.concat([cipher.update(bytes.subarray(ivBytes + tagBytes)), cipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
