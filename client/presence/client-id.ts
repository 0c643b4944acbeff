/** A random id that needs no secure context (`crypto.randomUUID` does, and Docket may be served by plain http on a network). */
export function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Names this tab among everyone who is here. A new one for each load of the page. */
export const clientId = randomId();
