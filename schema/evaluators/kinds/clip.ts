/** What Postgres cannot hold: NUL, and half a character. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** At most `most` UTF-16 units of a text, with "…" where something was cut, and never half a character. */
export function clip(text: string, most: number): string {
  // Cut before it is cleaned: a text may be a megabyte. The half of a pair that is left at the end goes.
  const cut = text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
  return cut.replace(UNSTORABLE, '\ufffd');
}

/** A text in quotes within a reason, on one line, at most 80 characters of it. */
export const quote = (text: string): string => `“${clip(clip(text, 400).replace(/\s+/g, ' '), 80)}”`;

/** The first few, quoted. */
export function quoteSome(texts: readonly string[]): string {
  const told = texts.slice(0, 3).map(quote).join(', ');
  return texts.length > 3 ? `${told} and ${texts.length - 3} more` : told;
}

/** A number as people write it: no exponents. */
export const shownNumber = (value: number): string => value.toLocaleString('en-US', { maximumSignificantDigits: 10 });
