/** How long a provider asks to wait, in milliseconds; null when it does not say. In `retry-after-ms` (OpenAI's),
 * `Retry-After` as seconds or as a date (RFC 9110, 10.2.3), or Google's `RetryInfo` in the body of a refusal. */
export function readRetryAfter(headers: Record<string, string | undefined>, body: string, now: number): number | null {
  const inMilliseconds = Number(headers['retry-after-ms'] || NaN);
  if (inMilliseconds >= 0) return inMilliseconds;
  const asked = headers['retry-after']?.trim();
  if (asked) {
    const wait = /^\d+(\.\d+)?$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - now;
    if (!Number.isNaN(wait)) return Math.max(0, wait);
  }
  const delay = /"retryDelay":\s*"(\d+(?:\.\d+)?)s"/.exec(body);
  return delay ? Number(delay[1]) * 1000 : null;
}
