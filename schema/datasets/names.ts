import { InvalidInput } from '../refusals.ts';

/** What a column key looks like: it stands in filters, values, files and URLs. */
const KEY = /^[a-z][a-z0-9_]{0,62}$/;

/** Text that Postgres cannot hold: NUL, and surrogates without their other half. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

export const isStorable = (text: string): boolean => !UNSTORABLE.test(text);

/** A column key, or InvalidInput. */
export function keyOf(key: string, path: string[] = ['key']): string {
  if (!KEY.test(key))
    throw new InvalidInput('A column key starts with a to z and goes on with a to z, 0 to 9 and _, at most 63 in all.', path);
  return key;
}

/** A short text for people: trimmed, not empty, bounded in characters. */
export function nameOf(text: string, what: string, path: string[], max = 120): string {
  const name = text.trim();
  if (name === '') throw new InvalidInput(`The ${what} is empty.`, path);
  return textOf(name, what, path, max);
}

/** A text that may be empty. */
export function textOf(text: string, what: string, path: string[], max = 4000): string {
  if (text.length > max) throw new InvalidInput(`The ${what} has more than ${max} characters.`, path);
  if (!isStorable(text)) throw new InvalidInput(`The ${what} has a NUL or half a character in it.`, path);
  return text;
}

/** The key that stands for any name: `userQuery`, `User query` and `user-query` are all `user_query`. */
export function keyFor(name: string): string {
  const snake = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const key = /^[a-z]/.test(snake) ? snake : snake === '' ? 'column' : `c_${snake}`;
  return key.slice(0, 63).replace(/_+$/, '');
}

/** Keys for names, in order; the same key a second time gets a number, and so does one that is `taken`. */
export function keysFor(names: readonly string[], taken: Iterable<string> = []): string[] {
  const used = new Set(taken);
  return names.map((name) => {
    const base = keyFor(name);
    let key = base;
    for (let n = 2; used.has(key); n++) key = `${base.slice(0, 63 - String(n).length - 1)}_${n}`;
    used.add(key);
    return key;
  });
}

/** Colours an option may have: names of the page's palette. */
const PALETTE = ['gray', 'red', 'pink', 'grape', 'violet', 'indigo', 'blue', 'cyan', 'teal', 'green', 'lime', 'yellow', 'orange', 'dark'];

/** A colour of the palette, or InvalidInput. */
export function colorOf(color: string, path: string[] = ['color']): string {
  if (!PALETTE.includes(color)) throw new InvalidInput(`A colour is one of ${PALETTE.join(', ')}.`, path);
  return color;
}

/** The colour of the nth option when nobody chose one. */
export const colorFor = (position: number): string => PALETTE[(position * 5) % (PALETTE.length - 1)] ?? 'gray';
