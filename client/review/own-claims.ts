/**
 * Which of my claims this browser may take over: those that it made itself (another machine of mine may be at the others),
 * and that no other tab has open. A tab holds a Web Lock for each row it has, and the browser lets go of it when the tab
 * ends, crash included. Without Web Locks (plain http on a network) no claim is taken over.
 */
const lockName = (rowId: string) => `docket:review:${rowId}`;
const tokensName = 'docket:claims';

/** Holds the lock of a row until the returned function is called. */
export function holdRow(rowId: string): () => void {
  let letGo: () => void = () => undefined;
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  void navigator.locks?.request(lockName(rowId), { mode: 'shared' }, () => until);
  return letGo;
}

/** Whether a tab has this row open; true when it cannot be known. */
export async function openElsewhere(): Promise<(rowId: string) => boolean> {
  if (!navigator.locks) return () => true;
  const { held = [] } = await navigator.locks.query();
  const names = new Set(held.map((lock) => lock.name));
  return (rowId) => names.has(lockName(rowId));
}

/** The claims that this browser made of late. */
export function knownTokens(): Set<string> {
  try {
    return new Set(JSON.parse(localStorage.getItem(tokensName) ?? '[]') as string[]);
  } catch {
    return new Set();
  }
}

export function rememberTokens(tokens: readonly string[]): void {
  const known = knownTokens();
  if (tokens.every((token) => known.has(token))) return;
  try {
    localStorage.setItem(tokensName, JSON.stringify([...known, ...tokens.filter((token) => !known.has(token))].slice(-20)));
  } catch {
    // Then nothing is taken over after a crash: the claims run out by themselves.
  }
}
