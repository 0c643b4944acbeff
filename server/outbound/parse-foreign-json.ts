import type { Json } from '@docket/schema/builder.ts';

/** Deeper than anybody's data, and far from where code that walks it runs out of stack. */
const mostLevels = 200;

/** JSON that somebody else wrote; undefined when it is none or nests more than 200 levels deep. */
export function parseForeignJson(text: string): Json | undefined {
  if (nestsDeeper(text, mostLevels)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function nestsDeeper(text: string, most: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter === '\\') at++;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '[' || letter === '{') {
      if (++depth > most) return true;
    } else if (letter === ']' || letter === '}') depth--;
  }
  return false;
}
