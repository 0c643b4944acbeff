import { AddressRefused } from './address-refused.ts';

const sentences: Record<string, string> = {
  ECONNREFUSED: 'takes no connections',
  ECONNRESET: 'cut off the connection',
  UND_ERR_SOCKET: 'cut off the connection',
  EPIPE: 'cut off the connection',
  ENOTFOUND: 'is not a name that can be found',
  EAI_AGAIN: 'is a name that could not be looked up',
  ETIMEDOUT: 'could not be reached in time',
  UND_ERR_CONNECT_TIMEOUT: 'could not be reached in time',
  UND_ERR_HEADERS_TIMEOUT: 'did not begin to answer in time',
  UND_ERR_BODY_TIMEOUT: 'stopped in the middle of an answer',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
};

/** Why a call by `fetch` failed, in one sentence that names the host. */
export function whyItFailed(host: string, error: unknown): string {
  if (error instanceof AddressRefused) return error.message;
  let last: Error & { code?: string } = error instanceof Error ? error : new Error(String(error));
  for (let depth = 0; depth < 5; depth++) {
    const said = last.code && sentences[last.code];
    if (said) return `${host} ${said}.`;
    // Where a name has several addresses, each fails for itself.
    const next: unknown = last.cause ?? (last instanceof AggregateError ? last.errors[0] : undefined);
    if (!(next instanceof Error)) break;
    last = next;
  }
  return `The call to ${host} failed: ${last.message.split('\n')[0]!.replace(/\.$/, '')}.`;
}
