import type { Json } from '../graphql/graphql.ts';

/** Which part of a span goes to which column: `variables.question`, `output`, `attributes.http.status`, `scores.tone`. */
export type Mapping = { column: string; path: string }[];

export interface MappingProblem {
  spanId: string | null;
  column: string | null;
  reason: string;
}

export interface Sample {
  variables: Json;
  output: Json;
  attributes: Json;
  scores: readonly { name: string; value: number }[];
  feedbackNote: string | null;
}

interface Target {
  key: string;
  role: 'INPUT' | 'OUTPUT' | 'ANNOTATION';
  system: boolean;
}

const entriesOf = (value: Json): [string, Json][] =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : [];

function leaves(value: Json, path: string): [string, Json][] {
  const inside = entriesOf(value);
  return inside.length === 0 ? [[path, value]] : inside.flatMap(([key, one]) => leaves(one, `${path}.${key}`));
}

/** Every part of a span that a column can take, with its value in the sample. */
export function pathsOf({ variables, output, attributes, scores, feedbackNote }: Sample): Map<string, Json> {
  return new Map<string, Json>([
    ...entriesOf(variables).map(([key, value]): [string, Json] => [`variables.${key}`, value]),
    ['output', output],
    ['feedbackNote', feedbackNote],
    ...scores.map(({ name, value }): [string, Json] => [`scores.${name}`, value]),
    ...entriesOf(attributes).flatMap(([key, value]) => leaves(value, `attributes.${key}`)),
  ]);
}

/** What the server does by itself: variables and output go to the columns of their name; an empty dataset gets them. */
export function mappingByName(columns: readonly Target[], sample: Sample): Mapping {
  const given = columns.filter((column) => column.role !== 'ANNOTATION');
  if (given.length === 0) {
    return [
      ...entriesOf(sample.variables).map(([key]) => ({ column: key, path: `variables.${key}` })),
      { column: 'output', path: 'output' },
    ];
  }
  const names = new Set(entriesOf(sample.variables).map(([key]) => key));
  return given.flatMap(({ key, role }): Mapping => {
    if (names.has(key)) return [{ column: key, path: `variables.${key}` }];
    return role === 'OUTPUT' && key === 'output' ? [{ column: key, path: 'output' }] : [];
  });
}

/** The mapping with another path for one column; without a path the column stays empty. */
export function withPath(mapping: Mapping, column: string, path: string | null): Mapping {
  const rest = mapping.filter((one) => one.column !== column);
  return path === null ? rest : [...rest, { column, path }];
}
