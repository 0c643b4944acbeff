import type { JsonValue } from './json-value.ts';
import type { ChatMessage, SpanRecord } from './span-record.ts';

/** Names under which applications hold what the user said, the likeliest first. */
const MAIN = ['question', 'query', 'user_query', 'userQuery', 'input', 'prompt', 'message', 'text'];
const PREVIEW = 500;

/** The content of a message as text; parts of a list are put below each other. */
export function contentText(content: JsonValue | undefined): string {
  if (content === null || content === undefined) return '';
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) return content.map((part) => partText(part)).join('\n');
  return partText(content);
}

function partText(part: JsonValue): string {
  if (typeof part === 'object' && part !== null && !Array.isArray(part)) {
    if (typeof part.text === 'string') return part.text;
    if (typeof part.content === 'string') return part.content;
  }
  return typeof part === 'string' ? part : JSON.stringify(part);
}

/** One line that tells what was asked: the main variable, or the last message of the user. At most 500 characters. */
export function inputText({ variables, messages }: Pick<SpanRecord, 'variables' | 'messages'>): string {
  const said = MAIN.map((key) => (Object.hasOwn(variables, key) ? variables[key] : undefined)).find(
    (value) => typeof value === 'string' && value !== '',
  );
  const asked =
    said ?? lastOfUser(messages) ?? Object.values(variables).find((value) => typeof value === 'string') ?? Object.values(variables)[0];
  return contentText(asked)
    .slice(0, PREVIEW * 4)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, PREVIEW);
}

function lastOfUser(messages: ChatMessage[] | null): JsonValue | undefined {
  return (messages?.findLast(({ role }) => role === 'user') ?? messages?.at(-1))?.content;
}

/** The output as text: a message's or part's text where it is one, other JSON with line breaks, "" where there is none. */
export function outputText({ output }: Pick<SpanRecord, 'output'>): string {
  if (output === null) return '';
  if (typeof output === 'string') return output;
  if (typeof output === 'object' && !Array.isArray(output)) {
    if (typeof output.content === 'string') return output.content;
    if (typeof output.text === 'string') return output.text;
  }
  return JSON.stringify(output, null, 2);
}
