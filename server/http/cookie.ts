import type { IncomingMessage } from 'node:http';

/** The value of a cookie of the request. Our secrets are URL-safe, so nothing has to be decoded. */
export function cookieOf({ headers }: IncomingMessage, name: string): string | undefined {
  for (const part of headers.cookie?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return undefined;
}

interface SessionCookie {
  name: string;
  /** null: the cookie is taken away. */
  secret: string | null;
  seconds: number;
  secure: boolean;
}

/** Not readable by scripts. Lax, not Strict, so that a link to a slice in a mail opens signed in; what writes is a POST,
 * which Lax keeps from other sites, and is checked for its origin besides. */
export function sessionCookie({ name, secret, seconds, secure }: SessionCookie): string {
  const age = secret === null ? 0 : seconds;
  return `${name}=${secret ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure ? '; Secure' : ''}`;
}
