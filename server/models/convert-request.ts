import type { Json } from '@docket/schema/builder.ts';
import type { Message, ModelConnection, ModelRequest } from '@docket/schema/models/model-port.ts';
import { fitsStrict } from './fits-strict.ts';
import type { CallOptions } from './language-model.ts';

type Schema = NonNullable<Extract<CallOptions['responseFormat'], { type: 'json' }>['schema']>;

/** A request as the AI SDK's models take it. They spell it as the provider wants, and leave out what it does not know: Anthropic
 * has no seed and no penalties and no temperature above 1, OpenAI's reasoning models have no temperature. */
export function toCallOptions({ kind, apiKey }: ModelConnection, { messages, settings, tools, responseSchema }: ModelRequest): CallOptions {
  const strictJsonSchema = responseSchema !== null && fitsStrict(responseSchema);
  return {
    prompt: (kind === 'ANTHROPIC' || kind === 'GOOGLE' ? systemFirst(messages) : messages).map(toPrompt),
    temperature: settings.temperature,
    topP: settings.topP,
    maxOutputTokens: settings.maxTokens,
    stopSequences: settings.stop?.length ? settings.stop : undefined,
    seed: settings.seed,
    frequencyPenalty: settings.frequencyPenalty,
    presencePenalty: settings.presencePenalty,
    tools:
      tools.length > 0
        ? tools.map(({ parameters, ...tool }) => ({ ...tool, type: 'function', inputSchema: asSchema(parameters) }))
        : undefined,
    responseFormat: responseSchema ? { type: 'json', schema: asSchema(responseSchema) } : undefined,
    providerOptions: responseSchema ? { openai: { strictJsonSchema }, openaiCompatible: { strictJsonSchema } } : undefined,
    headers: kind === 'OPENAI_COMPATIBLE' && apiKey ? { Authorization: `Bearer ${apiKey}` } : undefined,
  };
}

function toPrompt({ role, content }: Message): CallOptions['prompt'][number] {
  return role === 'system' ? { role, content } : { role, content: [{ type: 'text', text: content }] };
}

/** Anthropic and Google keep the system's text apart from the conversation: all of it goes to the front, in its order. Left in
 * the middle, Google's library throws, and Anthropic's asks for a trial feature that most models refuse. */
function systemFirst(messages: Message[]): Message[] {
  return [...messages.filter(({ role }) => role === 'system'), ...messages.filter(({ role }) => role !== 'system')];
}

// What a schema says is the provider's to check.
const asSchema = (schema: { [key: string]: Json }) => schema as Schema;
