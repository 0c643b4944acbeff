const waited = new Set<string>();

/** Waits for a part of stopping, and can be asked meanwhile what it is. */
export async function waitFor(part: string, end: Promise<unknown>): Promise<void> {
  waited.add(part);
  await end;
  waited.delete(part);
}

/** What a stop that takes too long waits for. */
export const waitsFor = (): string => [...waited].join(', ') || 'nothing that has a name';
