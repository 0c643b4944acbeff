import type { Failure } from './failure.ts';

/** The longest wait that is waited here, in milliseconds. */
const longestWait = 60_000;

interface Refused {
  status: number;
  /** What the provider says, fit to be shown. */
  said: string;
  body: string;
  waitMs: number | null;
}

/** Why a provider that answered with such a status gave no answer. */
export function failureOfStatus(refused: Refused): Failure {
  const { status, said, waitMs } = refused;
  const what = said ? `${status}, “${said}”` : `${status}`;
  const { kind, again, saying } = readStatus(refused);
  if (again && waitMs !== null && waitMs > longestWait)
    return { kind, again: false, waitMs, message: `The provider asks to wait ${inWords(waitMs)} (${what}): try again after that.` };
  return { kind, again, waitMs, message: saying(what) };
}

interface StatusRead extends Pick<Failure, 'kind' | 'again'> {
  saying: (what: string) => string;
}

function readStatus({ status, body }: Refused): StatusRead {
  const as = (kind: Failure['kind'], again: boolean, saying: StatusRead['saying']): StatusRead => ({ kind, again, saying });
  // Google says it of a wrong key with 400.
  if (status === 401 || status === 403 || (status === 400 && body.includes('API_KEY_INVALID')))
    return as('KEY_REFUSED', false, (what) => `The provider refuses the key (${what}): check the key and what it may use.`);
  if (status === 429 && body.includes('insufficient_quota'))
    return as('RATE_LIMITED', false, (what) => `The account at the provider is used up (${what}): raise its limit there.`);
  if (status === 429)
    return as('RATE_LIMITED', true, (what) => `The provider takes no more requests now (${what}): try later, or run fewer at a time.`);
  if (status === 408) return as('TIMEOUT', true, (what) => `The provider took too long (${what}): try later, or ask for a shorter answer.`);
  if (status >= 500) return as('PROVIDER_FAILED', true, (what) => `The provider failed (${what}): try later.`);
  if (status < 400) return as('BAD_ANSWER', false, (what) => `The address only leads to another (${what}): enter the one where it ends.`);
  if (status === 404)
    return as(
      'REQUEST_REFUSED',
      false,
      (what) => `The provider does not know what it is asked for (${what}): check the model’s name and the address.`,
    );
  // 409 is for two requests that met: OpenAI's and Anthropic's own libraries try again too.
  return as('REQUEST_REFUSED', status === 409, (what) => `The provider refuses the request (${what}): change what it names.`);
}

/** The status that an error told within a stream would have had: Google has it as code, Anthropic and OpenAI name a type. */
export function statusOfType(code: unknown, type: unknown): number {
  const number = Number(code);
  if (number >= 400 && number < 600) return number;
  const known = `${String(code)} ${String(type)}`;
  if (/rate_limit|quota/.test(known)) return 429;
  if (/authentication|permission/.test(known)) return 401;
  if (/invalid_request|not_found|context_length/.test(known)) return 400;
  return known.includes('overload') ? 529 : 500;
}

function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds <= 120
    ? `${seconds} seconds`
    : seconds <= 7200
      ? `${Math.ceil(seconds / 60)} minutes`
      : `${Math.ceil(seconds / 3600)} hours`;
}
