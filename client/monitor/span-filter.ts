import type { Scalar } from '../graphql/graphql.ts';
import { agoMinutes, type SpanSearch } from './span-search.ts';

export type SpanFilter = Scalar<'SpanFilter'>;

/** The API's filter for a link's parameters, at a moment: a range such as "last hour" starts that long before `now`. */
export function spanFilter(search: SpanSearch, now: number): SpanFilter {
  const { ago, prompt, version, duration, session, trace, attribute, order: _order, span: _span, from, ...same } = search;
  const filter: SpanFilter = {
    ...same,
    from: ago ? new Date(now - agoMinutes[ago] * 60_000).toISOString() : from,
    promptName: prompt,
    promptVersion: version,
    durationMs: duration,
    sessionId: session,
    traceId: trace,
    attributes: attribute,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** The parameters that choose spans, without those that only say how they are shown. */
export function conditionsIn({ order: _order, span: _span, ...conditions }: SpanSearch): Omit<SpanSearch, 'order' | 'span'> {
  return conditions;
}
