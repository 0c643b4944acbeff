import { lookup as dnsLookup } from 'node:dns';
import { isIP } from 'node:net';
import { Agent, fetch as undiciFetch, type RequestInit as UndiciInit } from 'undici';
import { AddressRefused } from './address-refused.ts';
import { guardedConnect, type Lookup, refusal, withoutBrackets } from './guarded-connect.ts';
import { isPublicAddress } from './is-public-address.ts';
import { lightFetch } from './light-fetch.ts';
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
      const { url, send } = await callOf(input, init);
      const checked = checkedUrl(url, isAllowed);
      let response;
      try {
        response = await send(checked, agent);
      } catch (error) {
        throw refusalIn(error) ?? error;
      }
      if (response.status >= 300 && response.status < 400 && response.headers.has('location')) {
        await response.body?.cancel();
        throw new AddressRefused(
          `${checked.host} sends the call on to another address, and Docket does not follow: name the last address itself.`,
        );
      }
      return response;
    },
    close: () => agent.destroy(),
  };
}

interface Call {
  url: string;
  send(url: URL, agent: Agent): Promise<Response>;
}

/** How a call is sent: a text, as those to models and services are, without `fetch`'s streams. */
async function callOf(input: RequestInfo | URL, init: RequestInit = {}): Promise<Call> {
  const heavy = (url: string, given: UndiciInit): Call => ({
    url,
    send: async (checked, agent) =>
      (await undiciFetch(checked, { ...given, redirect: 'manual', dispatcher: agent })) as unknown as Response,
  });
  // A Request of Node's own `fetch` is none of undici's. Types of both are the same, but for their names.
  if (input instanceof Request) {
    const { method, headers, signal } = input;
    const body = input.body && new Uint8Array(await input.arrayBuffer());
    return heavy(input.url, { method, headers: [...headers], signal, body, ...init } as UndiciInit);
  }
  const { body } = init;
  if (typeof body !== 'string') return heavy(String(input), init as UndiciInit);
  return { url: String(input), send: (checked, agent) => lightFetch(checked, { ...init, body }, agent) };
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
