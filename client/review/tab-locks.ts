/**
 * Which of my claims another tab of mine has open. A tab holds a Web Lock for each row it has, and the browser lets go
 * of it when the tab ends, crash included. Without Web Locks (plain http on a network) no claim is taken over.
 */
const name = (rowId: string) => `docket:review:${rowId}`;

/** Holds the lock of a row until the returned function is called. */
export function holdRow(rowId: string): () => void {
  let letGo: () => void = () => undefined;
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  void navigator.locks?.request(name(rowId), { mode: 'shared' }, () => until);
  return letGo;
}

/** Whether a tab has this row open; true when it cannot be known. */
export async function openElsewhere(): Promise<(rowId: string) => boolean> {
  if (!navigator.locks) return () => true;
  const { held = [] } = await navigator.locks.query();
  const names = new Set(held.map((lock) => lock.name));
  return (rowId) => names.has(name(rowId));
}
