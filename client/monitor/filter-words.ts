import type { Json } from '../graphql/graphql.ts';
import { chipsOf } from './span-chips.ts';
import type { SpanSearch } from './span-search.ts';
import { spanSearch } from './span-search.ts';

/** Null says nothing in a filter, and nothing at all in a link. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
}

/** A link's parameters for a filter as the API keeps it; what this page does not know of is left out. */
export function searchOf(filter: Json): SpanSearch {
  const given = withoutNulls(filter);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return {};
  const { promptName, promptVersion, durationMs, sessionId, traceId, attributes, ...same } = given;
  const renamed = {
    ...same,
    prompt: promptName,
    version: promptVersion,
    duration: durationMs,
    session: sessionId,
    trace: traceId,
    attribute: attributes,
  };
  const known = Object.entries(renamed).filter(([name, value]) => spanSearch.safeParse({ [name]: value }).success && value !== undefined);
  return spanSearch.parse(Object.fromEntries(known));
}

/** A filter in words: "spans with kind model · tag paid"; "all spans" for none. */
export function filterWords(filter: Json): string {
  const search = searchOf(filter);
  const day = (iso: string) => new Date(iso).toLocaleDateString('en', { dateStyle: 'medium' });
  // Scores and attributes have names of somebody's own.
  const own = new Set<string>(['score', 'attribute']);
  const words = [
    ...chipsOf(search).map(({ condition, subject, value }) => `${own.has(condition) ? subject : subject.toLowerCase()} ${value}`),
    ...(search.text ? [`“${search.text}” in a text`] : []),
    ...(search.from ? [`a start from ${day(search.from)}`] : []),
    ...(search.to ? [`a start before ${day(search.to)}`] : []),
  ];
  return words.length === 0 ? 'all spans' : `spans with ${words.join(' · ')}`;
}

/** The highest score that is a low one: on a judge's scale the last before it passes, for others a half. */
export function lowScore(kind: string, config: Json): number {
  if (kind !== 'JUDGE' || typeof config !== 'object' || config === null || Array.isArray(config)) return 0.5;
  const { scale, passAt } = config;
  if (!Array.isArray(scale) || typeof passAt !== 'number') return 0.5;
  const below = scale.flatMap((anchor) => {
    const score = typeof anchor === 'object' && anchor !== null && !Array.isArray(anchor) ? anchor['score'] : null;
    return typeof score === 'number' && score < passAt ? [score] : [];
  });
  return below.length === 0 ? passAt : Math.max(...below);
}
