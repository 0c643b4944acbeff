import { typeName } from '../kit/mutations.ts';
import type { Outcome } from './history.ts';

export interface Answer {
  out: Outcome;
  why?: string;
  /** What the field answered; each operation knows its own shape. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  payload: Record<string, any>;
}

/** Longer than the server waits for its database (40 s) would tell us more, but a person would not wait so long. */
const patience = 20_000;

/** One mutation over HTTP, with what became of it. A lost or late answer leaves it unknown; so does a database that went
 * away, or a fault of the server. */
export async function mutate(url: string, secret: string, field: string, input: object, selection: string): Promise<Answer> {
  const query = `mutation ($input: ${typeName(field)}Input!) { ${field}(input: $input) { __typename ... on Error { message } ${selection} } }`;
  const none = { payload: {} };
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `docket_session=${secret}` },
      body: JSON.stringify({ query, variables: { input } }),
      signal: AbortSignal.timeout(patience),
    });
    const { data, errors } = (await response.json()) as {
      data?: Record<string, Answer['payload']>;
      errors?: { message: string; extensions?: { code?: string } }[];
    };
    if (errors?.length) {
      const code = errors[0]!.extensions?.code ?? 'NO_CODE';
      return { ...none, out: code === 'STARTING' ? 'failed' : 'unknown', why: code };
    }
    const payload = data![field]!;
    const name = payload['__typename'] as string;
    return name.endsWith('Payload') ? { out: 'ok', payload } : { out: 'refused', why: name, payload };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
    // Nobody listened: nothing can have been done.
    return { ...none, out: cause?.code === 'ECONNREFUSED' ? 'failed' : 'unknown', why: cause?.code ?? String((error as Error).name) };
  }
}

/** One query over HTTP; null when there was no answer. */
export async function ask<T>(url: string, secret: string, query: string, variables: object): Promise<T | null> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `docket_session=${secret}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(patience),
    });
    const { data, errors } = (await response.json()) as { data?: T; errors?: unknown[] };
    return errors?.length ? null : (data ?? null);
  } catch {
    return null;
  }
}

export const numberOf = (id: string): number => Number(id.slice(id.indexOf('_') + 1));
export const seqOf = (cursor: string): number => Number(cursor.split('.')[1]);
