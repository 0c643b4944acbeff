import type { ModelConnection, ModelFailureKind } from '@docket/schema/models/model-port.ts';
import { Stopped } from './attempt.ts';
import type { Failure } from './failure.ts';
import { failureOfStatus, statusOfType } from './failure-of-status.ts';
import { NotSent } from './language-model.ts';
import { readProviderMessage, shown } from './provider-message.ts';
import { readRetryAfter } from './retry-after.ts';

/** What may be in an error of fetch, of the AI SDK, or told within a stream. Read by shape: each library has its own classes. */
interface Clue {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  type?: unknown;
  statusCode?: unknown;
  responseHeaders?: Record<string, string>;
  responseBody?: unknown;
  cause?: unknown;
}

/** Tells from whatever was thrown why there is no answer. Its message holds no key and no header. */
export function failureOf(error: unknown, connection: ModelConnection): Failure {
  const safe = (text: unknown) => shown(typeof text === 'string' ? text : '', connection.apiKey);
  const as = (kind: ModelFailureKind, again: boolean, message: string): Failure => ({ kind, message, again, waitMs: null });
  if (error instanceof Stopped)
    return error.kind === 'CANCELLED'
      ? as('CANCELLED', false, 'The call was cancelled.')
      : as(
          'TIMEOUT',
          true,
          `No whole answer within ${connection.timeoutMs / 1000} s: allow an attempt more time, or ask for a shorter answer.`,
        );

  const clues = cluesOf(error);
  const refused = clues.find(({ name }) => name === 'AddressRefused');
  if (refused) return as('ADDRESS_REFUSED', false, safe(refused.message));

  const answered = clues.find(({ statusCode }) => typeof statusCode === 'number' && statusCode >= 300);
  if (answered) {
    const body = typeof answered.responseBody === 'string' ? answered.responseBody : '';
    const said = safe(readProviderMessage(body) || answered.message);
    const waitMs = readRetryAfter(answered.responseHeaders ?? {}, body, Date.now());
    return failureOfStatus({ status: Number(answered.statusCode), said, body, waitMs });
  }

  // Told within a stream that had begun well: the error of the provider itself, or its text.
  const told = typeof error === 'string' ? error : error instanceof Error ? null : (clues[0] ?? null);
  if (told !== null) {
    const said = safe(typeof told === 'string' ? told : readProviderMessage(JSON.stringify(told)));
    return failureOfStatus({ status: typeof told === 'string' ? 500 : statusOfType(told.code, told.type), said, body: '', waitMs: null });
  }

  const code = clues.map((clue) => clue.code).find((of) => typeof of === 'string' && /^[A-Z]/.test(of));
  if (clues.some(({ name, code: of }) => name === 'TimeoutError' || (typeof of === 'string' && /^UND_ERR_.*TIMEOUT$/.test(of))))
    return as('TIMEOUT', true, `${hostOf(connection)} took too long (${safe(code ?? 'TimeoutError')}): try later.`);
  if (error instanceof NotSent || clues.some((clue) => clue instanceof NotSent))
    return as(
      'UNREACHABLE',
      true,
      `No connection to ${hostOf(connection)} (${safe(code ?? clues.at(-1)?.message)}): check the address, and that it can be reached from here.`,
    );
  if (code !== undefined) return as('UNREACHABLE', true, `The connection to ${hostOf(connection)} broke off (${safe(code)}): try again.`);

  return as(
    'BAD_ANSWER',
    false,
    `What ${hostOf(connection)} answers is not ${protocols[connection.kind]} (${safe(clues[0]?.message)}): check the address and the kind of the provider.`,
  );
}

const protocols = {
  OPENAI: 'OpenAI’s protocol',
  ANTHROPIC: 'Anthropic’s protocol',
  GOOGLE: 'Google’s protocol',
  OPENAI_COMPATIBLE: 'the protocol of OpenAI’s chat completions',
};

/** An error and what caused it, outermost first. */
function cluesOf(error: unknown): Clue[] {
  const clues: Clue[] = [];
  for (let at = error; typeof at === 'object' && at !== null && clues.length < 10; at = (at as Clue).cause) clues.push(at);
  return clues;
}

function hostOf({ baseUrl }: ModelConnection): string {
  return baseUrl === null ? 'the provider' : new URL(baseUrl).host;
}
