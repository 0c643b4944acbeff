const most = 300;

/** What a provider says in the body of a refusal; empty when it says nothing that a person could read. */
export function readProviderMessage(body: string): string {
  try {
    return found(JSON.parse(body)) ?? '';
  } catch {
    // A page of a proxy has a title at best.
    return /^\s*</.test(body) ? (/<title>([^<]*)<\/title>/i.exec(body)?.[1] ?? '') : body;
  }
}

/** `{error: {message}}` (OpenAI, Anthropic, Google), the same in a list (Google), `{error}` (Ollama), `{message}`, `{detail}` (FastAPI). */
function found(said: unknown): string | null {
  if (typeof said === 'string') return said;
  if (Array.isArray(said)) return found(said[0]);
  if (typeof said !== 'object' || said === null) return null;
  const { error, message, detail } = said as Record<string, unknown>;
  return found(message) ?? found(error) ?? found(detail);
}

/** A text from outside as it may be shown: on one line, short, and without the key, which some providers repeat. */
export function shown(text: string, key: string | null): string {
  // The key first: cut in two it would not be found.
  const safe = key ? text.replaceAll(key, '[key]') : text;
  const line = safe
    .slice(0, 10 * most)
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
  const letters = [...line.toWellFormed()];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : line;
}
