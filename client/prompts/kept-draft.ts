import type { PromptContent } from './content.ts';
import type { DraftPorts } from './draft-session.ts';

const storage = (): Storage | null => {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
};

function read(name: string): unknown {
  try {
    return JSON.parse(storage()?.getItem(name) ?? 'null') as unknown;
  } catch {
    return null;
  }
}

function write(name: string, value: unknown): boolean {
  try {
    storage()?.setItem(name, JSON.stringify(value));
    return storage() !== null;
  } catch {
    return false;
  }
}

/** What was typed into a prompt and not saved yet, kept in this browser at every key: neither a crash nor a lost
 * connection takes it. */
export function keptDraft(userId: string, promptId: string): DraftPorts['kept'] {
  const name = `docket:prompt-draft:${userId}:${promptId}`;
  return {
    find: () => read(name) as { revision: number; content: PromptContent } | null,
    keep: (revision, content) => write(name, { revision, content }),
    forget() {
      try {
        storage()?.removeItem(name);
      } catch {
        // Nothing was kept, so there is nothing to forget.
      }
    },
  };
}

/** The values that a prompt was tried with last, by variable, as typed. */
export function keptValues(userId: string, promptId: string) {
  const name = `docket:prompt-values:${userId}:${promptId}`;
  return {
    find: (): Record<string, string> => (read(name) as Record<string, string> | null) ?? {},
    keep: (values: Record<string, string>) => void write(name, values),
  };
}
