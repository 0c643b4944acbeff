import type { ModelAnswer, ModelConnection } from '@docket/schema/models/model-port.ts';
import { type Attempt, beginAttempt } from './attempt.ts';
import { NoAnswer, toAnswer } from './convert-answer.ts';
import type { CallOptions, LanguageModel } from './language-model.ts';

type Content = Parameters<typeof toAnswer>[0]['content'];
type Answered = Omit<ModelAnswer, 'attempts'>;

/** A stream that has begun: its first text has come, or its end. */
export interface Begun {
  attempt: Attempt;
  first: IteratorResult<string, Answered>;
  rest: AsyncGenerator<string, Answered>;
}

/** Sends a request and waits for the first text. Throws whatever went wrong, with the connection closed. */
export async function beginStream(
  model: LanguageModel,
  options: CallOptions,
  timeoutMs: ModelConnection['timeoutMs'],
  signal: AbortSignal,
): Promise<Begun> {
  const attempt = beginAttempt(timeoutMs, signal);
  try {
    const rest = readStream(model, options, attempt);
    return { attempt, first: await rest.next(), rest };
  } catch (error) {
    attempt.leave();
    throw error;
  }
}

/** The texts of a stream as they come, and returned at its end the whole answer. Throws what the provider tells within it. */
async function* readStream(model: LanguageModel, options: CallOptions, attempt: Attempt): AsyncGenerator<string, Answered> {
  const sent = performance.now();
  const { stream } = await attempt.until(Promise.resolve(model.doStream({ ...options, abortSignal: attempt.signal })));
  const reader = stream.getReader();
  const content: Content = [];
  const texts: string[] = [];
  let answer: Answered | null = null;
  for (;;) {
    const { done, value: part } = await attempt.until(reader.read());
    if (done) break;
    if (part.type === 'error') throw part.error;
    if (part.type === 'tool-call') content.push(part);
    if (part.type === 'text-delta' && part.delta !== '') {
      texts.push(part.delta);
      yield part.delta;
    }
    if (part.type === 'finish') {
      content.push({ type: 'text', text: texts.join('') });
      answer = { ...toAnswer({ ...part, content }), latencyMs: Math.round(performance.now() - sent) };
    }
  }
  if (!answer) throw new NoAnswer('the stream has no end');
  return answer;
}
