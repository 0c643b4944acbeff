import type { JsonObject, JsonValue } from '../monitor/json-value.ts';
import { type Fence, makeFence } from './fence.ts';
import { isTooDeep } from './kinds/nesting.ts';
import { type Subject, textOf } from './verdict.ts';

/** What a judge's template is filled with. */
export interface JudgeValues {
  values: JsonObject;
  fence: Fence;
}

/** Names that are ours whatever the inputs are called. */
const reserved = new Set(['inputs', 'output', 'expected_output']);

/** A name that cannot be taken for anything else, so that it may stand outside of a fence. */
const plainName = /^[A-Za-z_][\w.-]{0,63}$/;

/**
 * Values by the names that a template knows: `output`; `expected_output`, not there when nobody has said what is right; each
 * input by its own name; and `inputs`, a list of all of them as { name, value }. Every one is text within the fence, JSON too.
 * Null when a value is nested too deep to be written.
 */
export function judgeValues({ inputs, output, expected }: Subject): JudgeValues | null {
  if (isTooDeep([inputs, output, expected])) return null;
  const named = Object.entries(inputs).map(([name, value]) => ({ name, text: value === null ? null : textOf(value) }));
  const answer = textOf(output);
  const right = expected === null ? null : textOf(expected);
  const fence = makeFence([answer, right ?? '', ...named.flatMap(({ name, text }) => [name, text ?? ''])]);
  const wrap = (text: string | null) => (text === null ? null : fence.wrap(text));
  const entries: [string, JsonValue][] = [
    ...named.filter(({ name }) => !reserved.has(name)).map(({ name, text }): [string, JsonValue] => [name, wrap(text)]),
    ['inputs', named.map(({ name, text }) => ({ name: plainName.test(name) ? name : fence.wrap(name), value: wrap(text) }))],
    ['output', fence.wrap(answer)],
    ...(right === null ? [] : [['expected_output', fence.wrap(right)] satisfies [string, JsonValue]]),
  ];
  return { fence, values: Object.fromEntries(entries) };
}
