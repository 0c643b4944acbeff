import type { Database } from '@docket/prisma/database.ts';
import type { Limits } from '../limits.ts';
import { InvalidFilter } from '../refusals.ts';
import { boundedRead, isTimeout } from './bounded-read.ts';
import { bindings } from './filter-sql.ts';
import { spanCondition, type SpanFilter } from './span-filter.ts';

export interface Facet {
  value: string;
  count: number;
}

export interface SpanFacets {
  models: Facet[];
  promptNames: Facet[];
  tags: Facet[];
  scoreNames: string[];
}

export interface FindSpanFacets {
  projectId: number;
  filter?: SpanFilter | null | undefined;
  limits: Pick<Limits, 'filterConditions'>;
  timeoutMs?: number;
}

/** Facets look at so many of the newest spans of the filter, and name so many values each. */
export const facetBounds = { spans: 10_000, values: 50 };

/** What to filter by next: the commonest values among the newest spans of a filter. One statement. */
export async function spanFacets(db: Database, { projectId, filter, limits, timeoutMs = 5000 }: FindSpanFacets): Promise<SpanFacets> {
  const { bind, values } = bindings();
  const condition = spanCondition(projectId, filter, bind, limits);
  const top = bind(facetBounds.values);
  const facet = (name: string, from: string) =>
    `(SELECT '${name}' AS facet, value, count(*) AS count FROM ${from} WHERE value IS NOT NULL GROUP BY value ORDER BY count(*) DESC, value LIMIT ${top})`;
  const text = `
    WITH newest AS MATERIALIZED (
      SELECT s.model, s.prompt_name, s.tags, s.scores FROM span s WHERE ${condition}
      ORDER BY s.started_at DESC, s.id DESC LIMIT ${bind(facetBounds.spans)})
    ${facet('models', '(SELECT model AS value FROM newest) v')}
    UNION ALL ${facet('promptNames', '(SELECT prompt_name AS value FROM newest) v')}
    UNION ALL ${facet('tags', '(SELECT unnest(tags) AS value FROM newest) v')}
    UNION ALL ${facet('scoreNames', `(SELECT jsonb_object_keys(scores) AS value FROM newest WHERE scores <> '{}') v`)}`;
  try {
    const rows = await boundedRead<Facet & { facet: keyof SpanFacets }>(db.pool, timeoutMs, text, values);
    const of = (name: keyof SpanFacets): Facet[] =>
      rows.filter(({ facet }) => facet === name).map(({ value, count }) => ({ value, count }));
    return {
      models: of('models'),
      promptNames: of('promptNames'),
      tags: of('tags'),
      scoreNames: of('scoreNames').map(({ value }) => value),
    };
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new InvalidFilter(`This search was stopped after ${timeoutMs / 1000} s. Narrow it: a time range, a model or a session first.`, [
      'filter',
    ]);
  }
}
