import type { Json } from '../graphql/graphql.ts';

/** An answer as it is typed to be tried: inputs by name, and texts that may be JSON. */
export interface TypedSubject {
  inputs: { name: string; value: string }[];
  output: string;
  expected: string;
  latencyMs: number | null;
  cost: number | null;
  tokensOut: number | null;
}

export const emptySubject: TypedSubject = {
  inputs: [{ name: 'question', value: '' }],
  output: '',
  expected: '',
  latencyMs: null,
  cost: null,
  tokensOut: null,
};

/** An object or a list that was typed is JSON; anything else is the text that it is. */
export function valueOf(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

const typed = (value: Json): string => (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value, null, 2));

/** What `tryEvaluator` takes. What is empty is left out: nobody has said. */
export function subjectInput({ inputs, output, expected, latencyMs, cost, tokensOut }: TypedSubject) {
  const named = inputs.filter(({ name }) => name.trim() !== '').map(({ name, value }) => [name.trim(), valueOf(value)] as const);
  return {
    inputs: Object.fromEntries(named) as Json,
    output: output === '' ? undefined : valueOf(output),
    expected: expected === '' ? undefined : valueOf(expected),
    ...(latencyMs === null ? {} : { latencyMs }),
    ...(cost === null ? {} : { cost }),
    ...(tokensOut === null ? {} : { tokensOut }),
  };
}

interface RowLike {
  values: Json;
  span: { durationMs: number | null; cost: number | null; tokensOut: number | null } | null;
}

interface ColumnLike {
  key: string;
  role: string;
  type: string;
  system: boolean;
}

/** A dataset's row as a subject: its inputs, its output, and `expected_output` where it has one. */
export function subjectOf({ values, span }: RowLike, columns: readonly ColumnLike[]): TypedSubject {
  const all = typeof values === 'object' && values !== null && !Array.isArray(values) ? values : {};
  const keys = (role: string) =>
    columns.filter((column) => column.role === role && column.type !== 'LABEL' && !column.system).map(({ key }) => key);
  const outputs = keys('OUTPUT');
  const only = outputs.length === 1 ? outputs[0] : undefined;
  // As evaluations have it: the value of the one output column, or all of them by key.
  const output = only === undefined ? Object.fromEntries(outputs.map((key) => [key, all[key] ?? null])) : (all[only] ?? null);
  return {
    inputs: keys('INPUT').map((name) => ({ name, value: typed(all[name] ?? null) })),
    output: outputs.length === 0 ? '' : typed(output),
    expected: typed(all.expected_output ?? null),
    latencyMs: span?.durationMs ?? null,
    cost: span?.cost ?? null,
    tokensOut: span?.tokensOut ?? null,
  };
}
