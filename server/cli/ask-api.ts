import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '@docket/prisma/problem.ts';

/** The request is larger than the server takes. */
export class TooLarge extends Error {}

/** Times to try again, in milliseconds; everything that commands ask for is safe to repeat. */
const RETRIES = [500, 2000, 5000];

export type Ask = <T>(query: string, variables: object) => Promise<T>;

/** Asks the API of a running Docket, as whoever the token belongs to. What it refuses, or that it cannot be reached, is a Problem. */
export function askApi(url: string, token: string): Ask {
  const endpoint = new URL('/graphql', url);
  return async function ask<T>(query: string, variables: object): Promise<T> {
    const body = JSON.stringify({ query, variables });
    for (let attempt = 0; ; attempt++) {
      const answer = await post(endpoint, token, body).catch((error: unknown) => describe(error));
      if (typeof answer !== 'string' && answer.status < 500 && answer.status !== 429) return read<T>(answer, url);
      const wait = RETRIES[attempt];
      if (wait === undefined)
        throw new Problem(`${url} ${typeof answer === 'string' ? `cannot be reached: ${answer}` : `answers with ${answer.status}`}.`);
      await sleep(wait);
    }
  };
}

const post = (endpoint: URL, token: string, body: string): Promise<Response> =>
  fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` },
    body,
    signal: AbortSignal.timeout(60_000),
  });

/** fetch hides what happened in the cause, and that in a list when it tried several addresses. */
function describe(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return describe(error.errors[0]);
  if (error instanceof Error) return error.cause ? describe(error.cause) : error.message;
  return String(error);
}

async function read<T>(response: Response, url: string): Promise<T> {
  if (response.status === 413) throw new TooLarge();
  if (response.status === 401) throw new Problem(`${url} does not know the token.`);
  const answer = (await response.json().catch(() => null)) as { data?: T | null; errors?: { message: string }[] } | null;
  const message = answer?.errors?.[0]?.message;
  if (message) throw new Problem(`${url} refuses: ${message}`);
  if (!answer?.data) throw new Problem(`${url} answers with ${response.status}; is it Docket?`);
  return answer.data;
}
