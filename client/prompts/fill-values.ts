import type { Json } from '../graphql/graphql.ts';
import type { Variable } from './template.ts';

/** The key of a column that stands for a name, as the server makes it: `userQuery` and `User query` are `user_query`. */
export function keyFor(name: string): string {
  const snake = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z]/.test(snake) ? snake : snake === '' ? 'column' : `c_${snake}`;
}

const typed = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

/** What a row's or span's values give these variables, as it would be typed; and which get nothing. */
export function valuesFrom(source: Record<string, Json>, variables: readonly Variable[]) {
  const byKey = new Map(Object.entries(source).map(([name, value]) => [keyFor(name), value]));
  const filled: Record<string, string> = {};
  const missing: string[] = [];
  for (const { name } of variables) {
    const value = Object.hasOwn(source, name) ? source[name] : byKey.get(keyFor(name));
    if (value === undefined || value === null) missing.push(name);
    else filled[name] = typed(value);
  }
  return { filled, missing };
}

/** What was typed, as values: JSON where the template asks for a list or an object, else text. */
export function valuesToSend(variables: readonly Variable[], values: Record<string, string>): Record<string, Json> {
  const sent: Record<string, Json> = {};
  for (const { name, structured, needed } of variables) {
    const text = values[name] ?? '';
    if (!structured) sent[name] = text;
    else if (text !== '' || needed) sent[name] = parsed(text);
  }
  return sent;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** The variables that are needed and have no value yet. */
export const withoutValue = (variables: readonly Variable[], values: Record<string, string>): string[] =>
  variables.filter(({ name, needed }) => needed && !values[name]).map(({ name }) => name);
