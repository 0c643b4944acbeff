import type { Json } from '@docket/schema/builder.ts';
import type { HttpCaller, HttpOutcome } from '@docket/schema/evaluators/ports.ts';
import { mostBodyBytes, readBoundedBody } from './bounded-body.ts';
import { parseForeignJson } from './parse-foreign-json.ts';
import { signCall } from './sign-call.ts';
import { whyItFailed } from './why-it-failed.ts';

interface HttpCallerOptions {
  /** That of makeGuardedFetch: it decides what may be called. */
  fetch: typeof fetch;
  /** What an answer may have. */
  mostBytes?: number;
}

/** Calls a service once and takes JSON for an answer, within `timeoutMs` from the first packet to the last. An answer with
 * another status than 2xx is a failure, and its reason has the beginning of what it says. */
export function makeHttpCaller({ fetch, mostBytes = mostBodyBytes }: HttpCallerOptions): HttpCaller {
  return {
    async post({ url, secret, id, body, timeoutMs, signal }) {
      let signed: Signed;
      try {
        signed = signedPayload(secret, id, body);
      } catch (error) {
        return failure((error as Error).message);
      }
      const host = URL.canParse(url) ? new URL(url).host : 'the service';
      const call = new AbortController();
      const stop = () => call.abort('stopped');
      const timer = setTimeout(() => call.abort('late'), Math.min(timeoutMs, mostMs));
      signal?.addEventListener('abort', stop);
      if (signal?.aborted) stop();
      try {
        // As bytes, so that the answer comes as a stream and is given up at its bound.
        const response = await fetch(url, { method: 'POST', headers: signed.headers, body: Buffer.from(signed.body), signal: call.signal });
        return outcomeOf(host, response, await readBoundedBody(response, mostBytes));
      } catch (error) {
        if (call.signal.reason === 'late') return failure(`${host} did not answer within ${timeoutMs} ms.`);
        if (call.signal.aborted) return failure('The call was stopped.');
        return failure(whyItFailed(host, error));
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', stop);
      }
    },
  };
}

type Signed = { headers: Record<string, string>; body: string };

/** Throws when there is no such secret. */
function signedPayload(secret: string, id: string, value: Json): Signed {
  const body = JSON.stringify(value);
  const headers = { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'Docket' };
  return { headers: { ...headers, ...signCall(secret, id, body) }, body };
}

/** A longer timer would go off at once. */
const mostMs = 2 ** 31 - 1;

function outcomeOf(host: string, response: Response, read: Awaited<ReturnType<typeof readBoundedBody>>): HttpOutcome {
  const beginning = read.ok ? read.text.trim().replace(/\s+/g, ' ').slice(0, 200) : '';
  if (!response.ok) return failure(`${host} answered with status ${response.status}${beginning && `: ${beginning}`}.`);
  if (!read.ok) return failure(read.reason);
  const body = parseForeignJson(read.text);
  if (body !== undefined) return { ok: true, status: response.status, body };
  return failure(`${host} did not answer with JSON${beginning ? `, but with: ${beginning}` : ' but with nothing'}.`);
}

const failure = (reason: string): HttpOutcome => ({ ok: false, reason });
