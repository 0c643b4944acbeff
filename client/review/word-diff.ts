import { diffWordsWithSpace } from 'diff';

/** Past this many characters a word diff would hold up typing. */
const TOO_LONG = 20_000;

/** What differs between two texts, word by word; whole texts when they are too long to compare while typing. */
export function wordDiff(before: string, after: string) {
  if (before.length + after.length > TOO_LONG) {
    return [
      { value: before, removed: true, added: false },
      { value: after, removed: false, added: true },
    ];
  }
  return diffWordsWithSpace(before, after);
}

/** How many words were put in or taken out, the larger of both. */
export function changedWords(before: string, after: string): number {
  const words = (text: string) => text.split(/\s+/).filter(Boolean).length;
  const parts = wordDiff(before, after);
  const sum = (side: 'added' | 'removed') => parts.reduce((total, part) => total + (part[side] ? words(part.value) : 0), 0);
  return Math.max(sum('added'), sum('removed'));
}
