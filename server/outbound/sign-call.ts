import { Webhook } from 'standardwebhooks';

/**
 * The headers by which a receiver knows that a call is from us and new, as in https://www.standardwebhooks.com.
 *
 * @param secret `whsec_` and 24 to 64 bytes in base64. Throws for what is none.
 * @param id The same for each attempt at the same call.
 */
export function signCall(secret: string, id: string, payload: string, now = new Date()): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signerOf(secret).sign(id, now, payload),
  };
}

/** The library takes secrets without `whsec_` as well, and tells of base64 in its own words. */
function signerOf(secret: string): Webhook {
  try {
    if (secret.startsWith('whsec_')) return new Webhook(secret);
  } catch {
    // Said below.
  }
  throw new Error('The secret to sign with is not “whsec_” and base64.');
}
