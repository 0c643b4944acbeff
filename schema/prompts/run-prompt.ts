import { Repeater } from '@repeaterjs/repeater';
import type { ModelProvider } from '@docket/prisma/generated/client/client.ts';
import type { Services } from '../context.ts';
import { ModelFailed, type ModelRequest } from '../models/model-port.ts';
import type { PricedAnswer } from '../models/model-calls.ts';
import { providerByName } from '../models/provider-record.ts';
import type { JsonObject } from '../monitor/json-value.ts';
import { InvalidInput } from '../refusals.ts';
import type { PromptContent } from './prompt-content.ts';
import { requireRunnable } from './render-prompt.ts';
import { MissingVariables } from './template.ts';

/** What a run says, one after the other: pieces of text, then the whole answer or why there is none. */
export type PromptRunPart =
  { kind: 'text'; text: string } | { kind: 'answer'; answer: PricedAnswer } | { kind: 'failed'; failure: ModelFailed };

export interface RunPrompt {
  projectId: number;
  content: PromptContent;
  /** Values of its variables by name. */
  values: JsonObject;
}

/** Fills a prompt and asks its model, telling the answer while it comes. What cannot be run is refused before anything is
 * asked (InvalidInput); what fails then is the last part. */
export async function runPrompt(services: Pick<Services, 'db' | 'models'>, run: RunPrompt): Promise<AsyncIterable<PromptRunPart>> {
  const ready = requireRunnable(run.content, ['input', 'content']);
  const provider = await providerByName(services.db, run.projectId, run.content.provider!);
  try {
    return told(services, { provider, request: ready.fill(run.values) });
  } catch (error) {
    throw error instanceof MissingVariables ? new InvalidInput(error.message, ['input', 'values']) : error;
  }
}

/** A Repeater, not a generator: one that waits for a model would not be told that its reader has gone. */
function told(
  { models }: Pick<Services, 'models'>,
  asked: { provider: ModelProvider; request: ModelRequest },
): AsyncIterable<PromptRunPart> {
  return new Repeater(async (push, stop) => {
    const leaving = new AbortController();
    // Whoever listened has gone: nobody pays for the rest.
    void stop.then(() => leaving.abort());
    try {
      for await (const part of models.stream({ ...asked, signal: leaving.signal })) await push(part);
    } catch (error) {
      if (!(error instanceof ModelFailed)) throw error;
      if (!leaving.signal.aborted) await push({ kind: 'failed', failure: error });
    } finally {
      stop();
    }
  });
}
