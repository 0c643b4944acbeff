import { setTimeout } from 'node:timers/promises';
import {
  type ModelConnection,
  ModelFailed,
  type ModelPort,
  type ModelRequest,
  type ModelStreamPart,
} from '@docket/schema/models/model-port.ts';
import { beginAttempt } from './attempt.ts';
import { toAnswer } from './convert-answer.ts';
import { toCallOptions } from './convert-request.ts';
import { failureOf } from './failures.ts';
import { makeLanguageModels } from './language-model.ts';
import { leavable } from './leavable.ts';
import { type Patience, retry } from './retry.ts';
import { beginStream } from './stream-answer.ts';

interface MakeModelPort extends Partial<Patience> {
  /** How requests leave: guarded against addresses that nobody may reach from here. Throws an error with the name
   * `AddressRefused` at those. */
  fetch: typeof globalThis.fetch;
}

/** Makes the way out to language models. */
export function makeModelPort({
  fetch,
  sleep = (ms, signal) => setTimeout(ms, undefined, { signal }),
  random = Math.random,
}: MakeModelPort): ModelPort {
  const modelOf = makeLanguageModels(fetch);
  const patience = { sleep, random };

  async function* follow(
    connection: ModelConnection,
    request: ModelRequest,
    signal: AbortSignal,
  ): AsyncGenerator<ModelStreamPart, undefined> {
    let attempts = 0;
    const { attempt, first, rest } = await retry(connection, signal, patience, async (number) => {
      attempts = number;
      const model = await modelOf(connection, request.model);
      return beginStream(model, toCallOptions(connection, request), connection.timeoutMs, signal);
    });
    try {
      let next = first;
      for (; !next.done; next = await rest.next()) yield { kind: 'text', text: next.value };
      yield { kind: 'answer', answer: { ...next.value, attempts } };
    } catch (error) {
      const { kind, message } = failureOf(error, connection);
      throw new ModelFailed(kind, message, attempts);
    } finally {
      attempt.leave();
    }
  }

  return {
    call: (connection, request, signal) =>
      retry(connection, signal, patience, async (attempts) => {
        const model = await modelOf(connection, request.model);
        const attempt = beginAttempt(connection.timeoutMs, signal);
        try {
          const sent = performance.now();
          const options = { ...toCallOptions(connection, request), abortSignal: attempt.signal };
          const generated = await attempt.until(Promise.resolve(model.doGenerate(options)));
          return { ...toAnswer(generated), latencyMs: Math.round(performance.now() - sent), attempts };
        } finally {
          attempt.end();
        }
      }),
    stream: (connection, request, signal) => leavable((left) => follow(connection, request, left), signal),
  };
}
