import { distance } from 'fastest-levenshtein';

/** Levenshtein's distance in code points: how many must be put in, taken out or replaced. */
export function editDistance(one: string, other: string): number {
  // The library compares UTF-16 units. Each code point becomes one unit of its own; up to 65,536 different ones.
  const units = new Map<string, string>();
  const recode = (text: string) => {
    let recoded = '';
    for (const point of text) {
      let unit = units.get(point);
      if (unit === undefined) units.set(point, (unit = String.fromCharCode(units.size)));
      recoded += unit;
    }
    return recoded;
  };
  return distance(recode(one), recode(other));
}

/** 1 − distance ÷ code points of the longer one, both in NFC; 1 when both are empty. */
export function editSimilarity(one: string, other: string): number {
  const [left, right] = [one.normalize('NFC'), other.normalize('NFC')];
  const longer = Math.max(codePoints(left), codePoints(right));
  return longer === 0 ? 1 : 1 - editDistance(left, right) / longer;
}

/** How many code points a text has: fewer than its UTF-16 units where it has emoji. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at++) {
    if (text.codePointAt(at)! <= 0xffff) continue;
    count--;
    at++;
  }
  return count;
}
