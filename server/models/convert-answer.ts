import type { Json } from '@docket/schema/builder.ts';
import type { FinishReason, ModelAnswer, ToolCall } from '@docket/schema/models/model-port.ts';
import type { LanguageModel } from './language-model.ts';

type Generated = Awaited<ReturnType<LanguageModel['doGenerate']>>;

/** What came is well-formed and still no answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** What a model answered, as far as the provider says it. Throws NoAnswer. */
export function toAnswer({
  content,
  finishReason,
  usage,
}: Pick<Generated, 'content' | 'finishReason' | 'usage'>): Omit<ModelAnswer, 'latencyMs' | 'attempts'> {
  const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  const toolCalls = content.flatMap((part): ToolCall[] =>
    part.type === 'tool-call' ? [{ name: part.toolName, arguments: readArguments(part.input) }] : [],
  );
  // A page that answers 200 to everything comes out as this.
  if (text === '' && toolCalls.length === 0 && finishReason.raw === undefined) throw new NoAnswer('the answer is empty');
  return {
    text,
    toolCalls,
    finish: finishOf(finishReason.unified, toolCalls.length > 0),
    tokensIn: usage.inputTokens.total ?? null,
    tokensOut: usage.outputTokens.total ?? null,
  };
}

/** Some servers call tools and say that they stopped. */
function finishOf(said: Generated['finishReason']['unified'], calls: boolean): FinishReason {
  if (calls && (said === 'stop' || said === 'other')) return 'tool-calls';
  return said === 'error' ? 'other' : said;
}

/** The arguments of a call are written by the model: what is no JSON is kept as the text that it is. */
function readArguments(input: string | undefined): Json {
  if (!input?.trim()) return {};
  try {
    return JSON.parse(input) as Json;
  } catch {
    return input;
  }
}
