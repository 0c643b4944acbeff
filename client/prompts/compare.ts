import { diffArrays, diffLines, diffWordsWithSpace } from 'diff';
import { canonical, type Message, type PromptContent, type Settings, type Tool } from './content.ts';

/** A part of a line; `changed` where it differs from the other side. */
export interface Part {
  text: string;
  changed: boolean;
}

/** A line of both sides beside each other; null where a side has none. */
export interface LinePair {
  before: Part[] | null;
  after: Part[] | null;
  same: boolean;
}

export interface Pair<T> {
  before: T | null;
  after: T | null;
  same: boolean;
}

/** Characters of two lines beyond which their words are not compared: it would hold up the page. */
const longest = 10_000;

const lines = (text: string): string[] => (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');

function words(before: string, after: string): LinePair {
  const whole = (text: string): Part[] => [{ text, changed: true }];
  if (before.length + after.length > longest) return { before: whole(before), after: whole(after), same: false };
  const parts = diffWordsWithSpace(before, after);
  const side = (skip: 'added' | 'removed', mark: 'added' | 'removed') =>
    parts.filter((part) => !part[skip]).map((part) => ({ text: part.value, changed: Boolean(part[mark]) }));
  return { before: side('added', 'removed'), after: side('removed', 'added'), same: false };
}

/** Two texts line by line; lines that were changed also word by word. */
export function comparedLines(before: string, after: string): LinePair[] {
  const pairs: LinePair[] = [];
  const chunks = diffLines(before, after, { ignoreNewlineAtEof: true });
  for (let at = 0; at < chunks.length; at++) {
    const chunk = chunks[at]!;
    if (!chunk.added && !chunk.removed) {
      for (const text of lines(chunk.value)) {
        const part = [{ text, changed: false }];
        pairs.push({ before: part, after: part, same: true });
      }
      continue;
    }
    const next = chunks[at + 1];
    const gone = chunk.removed ? lines(chunk.value) : [];
    const came = chunk.added ? lines(chunk.value) : next?.added ? lines(next.value) : [];
    if (chunk.removed && next?.added) at++;
    for (let line = 0; line < Math.max(gone.length, came.length); line++) {
      const [left, right] = [gone[line], came[line]];
      if (left !== undefined && right !== undefined) pairs.push(words(left, right));
      else
        pairs.push({
          before: left === undefined ? null : [{ text: left, changed: false }],
          after: right === undefined ? null : [{ text: right, changed: false }],
          same: false,
        });
    }
  }
  return pairs;
}

/** Things in order, each beside its counterpart: what is equal stands together, what lies between is paired as it comes. */
export function paired<T>(before: readonly T[], after: readonly T[]): Pair<T>[] {
  const pairs: Pair<T>[] = [];
  const chunks = diffArrays([...before], [...after], { comparator: (one, other) => canonical(one) === canonical(other) });
  for (let at = 0; at < chunks.length; at++) {
    const chunk = chunks[at]!;
    if (!chunk.added && !chunk.removed) {
      pairs.push(...chunk.value.map((one) => ({ before: one, after: one, same: true })));
      continue;
    }
    const next = chunks[at + 1];
    const gone = chunk.removed ? chunk.value : [];
    const came = chunk.added ? chunk.value : next?.added ? next.value : [];
    if (chunk.removed && next?.added) at++;
    for (let n = 0; n < Math.max(gone.length, came.length); n++)
      pairs.push({ before: gone[n] ?? null, after: came[n] ?? null, same: false });
  }
  return pairs;
}

export const settingNames: Record<keyof Settings, string> = {
  temperature: 'Temperature',
  topP: 'Top P',
  maxTokens: 'Most tokens',
  stop: 'Stop at',
  seed: 'Seed',
  frequencyPenalty: 'Frequency penalty',
  presencePenalty: 'Presence penalty',
};

const said = (value: unknown): string => (Array.isArray(value) ? value.map((one) => JSON.stringify(one)).join(', ') : String(value ?? ''));
const jsonText = (value: unknown): string => (value === null || value === undefined ? '' : canonical(value, 2));

/** A tool or nothing, as text. */
export const toolText = (tool: Tool | null): string => jsonText(tool);

export interface Comparison {
  messages: Pair<Message>[];
  /** Provider, model and the settings that either side has. */
  facts: { name: string; before: string; after: string; same: boolean }[];
  tools: Pair<Tool>[];
  schema: { before: string; after: string; same: boolean };
  same: boolean;
}

/** What differs between two contents of a prompt. */
export function compareContents(before: PromptContent, after: PromptContent): Comparison {
  const fact = (name: string, left: unknown, right: unknown) => {
    const [one, other] = [said(left), said(right)];
    return { name, before: one, after: other, same: one === other };
  };
  const used = (Object.keys(settingNames) as (keyof Settings)[]).filter(
    (key) => before.settings[key] !== undefined || after.settings[key] !== undefined,
  );
  const schema = { before: jsonText(before.responseSchema), after: jsonText(after.responseSchema) };
  return {
    messages: paired(before.messages, after.messages),
    facts: [
      fact('Provider', before.provider, after.provider),
      fact('Model', before.model, after.model),
      ...used.map((key) => fact(settingNames[key], before.settings[key], after.settings[key])),
    ],
    tools: paired(before.tools, after.tools),
    schema: { ...schema, same: schema.before === schema.after },
    same: canonical(before) === canonical(after),
  };
}
