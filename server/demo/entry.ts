import type { Person } from './accounts.ts';
import type { TopicCase } from './content/index.ts';

/** What a reviewer writes into a row, by column key. */
export type Values = Record<string, string | null>;

/** One thing that somebody did, and when. Rows are named by their case. */
export type Entry = { at: Date; by: Person } & (
  | { does: 'add'; cases: string[] }
  | { does: 'slice' }
  | { does: 'prioritise'; cases: string[]; priority: TopicCase['priority'] }
  | { does: 'claim' | 'release' | 'lapse' | 'undo'; case: string }
  | { does: 'draft'; case: string; values: Values }
  | { does: 'skip' | 'reopen'; case: string; reason: string }
  | { does: 'fill'; case: string; values: Values; seconds: number }
);
