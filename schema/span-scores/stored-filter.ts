import type { Limits } from '../limits.ts';
import type { JsonObject } from '../monitor/json-value.ts';
import { compileSpanFilter, type SpanFilter } from '../monitor/span-filter.ts';

/** A filter as it is kept: the JSON that came in, without what is no condition. Throws InvalidFilter. */
export function storedFilter(projectId: number, filter: SpanFilter, limits: Limits): JsonObject {
  compileSpanFilter(projectId, filter, limits);
  const given = Object.entries(filter).filter(([, value]) => value != null && !(Array.isArray(value) && value.length === 0));
  // Through its text, by which dates become what JSON has for them.
  return JSON.parse(JSON.stringify(Object.fromEntries(given))) as JsonObject;
}

/** The filter behind the JSON that is kept. */
export function readFilter(stored: JsonObject): SpanFilter {
  const { from, to } = stored;
  const dates = {
    ...(typeof from === 'string' && { from: new Date(from) }),
    ...(typeof to === 'string' && { to: new Date(to) }),
  };
  return { ...(stored as SpanFilter), ...dates };
}
