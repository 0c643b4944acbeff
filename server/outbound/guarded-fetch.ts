import { lookup as dnsLookup } from 'node:dns';
import { isIP } from 'node:net';
import { Agent, fetch as undiciFetch, type RequestInit as UndiciInit } from 'undici';
import { AddressRefused } from './address-refused.ts';
import { guardedConnect, type Lookup, refusal, withoutBrackets } from './guarded-connect.ts';
import { isPublicAddress } from './is-public-address.ts';
import { type IsAllowed, readAllowed } from './read-allowed.ts';

interface GuardedFetchOptions {
  /** Of DOCKET_ALLOW_HOSTS: `localhost:11434`, `10.0.0.5`, or `*` for everything. */
  allow: string[];
  lookup?: Lookup;
}

export interface GuardedFetch {
  fetch: typeof fetch;
  /** Cuts off what is under way, and closes the connections that are kept. */
  close(): Promise<void>;
}

/**
 * A `fetch` for addresses that users of Docket name: over http and https, to the public internet, and to what `allow` has.
 * It rejects with an AddressRefused for everything else, for a user and password in the address, and for an answer that
 * leads elsewhere; otherwise as `fetch` does. Bodies stream, and `signal` ends a call at any time.
 */
export function makeGuardedFetch({ allow, lookup = dnsLookup }: GuardedFetchOptions): GuardedFetch {
  const isAllowed = readAllowed(allow);
  const agent = new Agent({ connect: guardedConnect(isAllowed, lookup) });
  return {
    async fetch(input, init) {
      const request = await unwrap(input, init);
      const url = checkedUrl(request.url, isAllowed);
      let response;
      try {
        response = await undiciFetch(url, { ...request.init, redirect: 'manual', dispatcher: agent });
      } catch (error) {
        throw refusalIn(error) ?? error;
      }
      if (response.status >= 300 && response.status < 400 && response.headers.has('location')) {
        await response.body?.cancel();
        throw new AddressRefused(
          `${url.host} sends the call on to another address, and Docket does not follow: name the last address itself.`,
        );
      }
      return response as unknown as Response;
    },
    close: () => agent.destroy(),
  };
}

/** A Request of Node's own `fetch` is none of undici's. Types of both are the same, but for their names. */
async function unwrap(input: RequestInfo | URL, init: RequestInit = {}): Promise<{ url: string; init: UndiciInit }> {
  if (!(input instanceof Request)) return { url: String(input), init: init as UndiciInit };
  const { method, headers, signal } = input;
  const body = input.body && new Uint8Array(await input.arrayBuffer());
  return { url: input.url, init: { method, headers: [...headers], signal, body, ...init } as UndiciInit };
}

/** What can be told before there is a connection. */
function checkedUrl(text: string, isAllowed: IsAllowed): URL {
  if (!URL.canParse(text)) throw new AddressRefused(`“${text.slice(0, 200)}” is not an address: one begins with https:// or http://.`);
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new AddressRefused(`Docket calls addresses that begin with https:// or http://, and none with ${url.protocol}//.`);
  if (url.username || url.password)
    throw new AddressRefused(`The address of ${url.host} holds a user or a password, which is no place for one.`);
  const hostname = withoutBrackets(url.hostname);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  if (isIP(hostname) && !isPublicAddress(hostname) && !isAllowed(hostname, port)) throw refusal(hostname);
  return url;
}

/** `fetch` wraps what kept a connection from opening. */
function refusalIn(error: unknown): AddressRefused | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++)
    if (cause instanceof AddressRefused) return cause;
  return undefined;
}
