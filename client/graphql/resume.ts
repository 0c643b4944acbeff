import type { FormattedExecutionResult, SubscribePayload } from 'graphql-ws';

/**
 * Moves `variables.after` to the cursor of the message that just came. graphql-ws sends the same payload object again
 * when it reconnects, so that a dropped socket resumes behind the last message that was seen.
 */
export function moveCursor(payload: SubscribePayload, result: Pick<FormattedExecutionResult, 'data'>): void {
  if (!payload.variables || !('after' in payload.variables)) return;
  for (const value of Object.values(result.data ?? {})) {
    if (value && typeof value === 'object' && 'cursor' in value && typeof value.cursor === 'string') {
      payload.variables.after = value.cursor;
    }
  }
}

/** Milliseconds to wait before try number `tries` (0-based): doubling to ten seconds, with full jitter above a floor. */
export function backOff(tries: number, random = Math.random): number {
  const ceiling = Math.min(10_000, 250 * 2 ** tries);
  return Math.round(ceiling / 4 + random() * ceiling * 0.75);
}
