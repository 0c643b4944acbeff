import type { Json } from '../graphql/graphql.ts';
import { configOf } from './kinds.ts';

export interface ConfigChange {
  name: string;
  before: string | null;
  after: string | null;
}

const names: Record<string, string> = {
  promptVersionId: 'Prompt version',
  passAt: 'Passes at',
  mostMs: 'Most milliseconds',
  timeoutSeconds: 'Timeout in seconds',
  memoryMb: 'Memory in MB',
  ignoreCase: 'In any case',
  allowFence: 'Code block allowed',
};

/** `ignoreCase` → "Ignore case", where it has no name of its own. */
export const fieldName = (key: string): string => {
  const words = key.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return names[key] ?? words.charAt(0).toUpperCase() + words.slice(1);
};

const text = (value: Json | undefined): string | null =>
  value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value, null, 1);

/** The settings that differ between two versions, each as text; null where one has none. */
export function configChanges(before: Json, after: Json): ConfigChange[] {
  const [old, now] = [configOf(before), configOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .map((key) => ({ name: fieldName(key), before: text(old[key]), after: text(now[key]) }))
    .filter((change) => change.before !== change.after);
}
