import type { Database } from '@docket/prisma/database.ts';

/** Whether any evaluator runs on spans. */
export async function anyEnabled({ pool }: Database): Promise<boolean> {
  const { rows } = await pool.query<{ there: boolean }>({
    name: 'span_evaluators_enabled',
    text: 'SELECT EXISTS (SELECT FROM span_evaluator WHERE enabled) AS there',
  });
  return rows[0]!.there;
}

/**
 * The evaluators with spans of their project before them, up to this id. Those that only other projects' spans are before go past
 * these here, all in one statement: else each would be worked on whenever a span came anywhere. Where it is far behind, it goes past
 * them piece by piece as it is worked on.
 *
 * `project_id + 0` and LIMIT keep the look at spans a short walk by id: a project's own index would be gone through from its first
 * span, and a join through the table.
 */
export async function findBehind({ pool }: Database, upTo: number): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>({
    name: 'span_evaluators_behind',
    text: `WITH level AS (
             UPDATE span_evaluator e SET cursor = $1 WHERE e.enabled AND e.cursor < $1 AND e.cursor >= $1 - 5000
               AND (SELECT s.id FROM span s WHERE s.id > e.cursor AND s.id <= $1 AND s.project_id + 0 = e.project_id LIMIT 1) IS NULL
             RETURNING e.id)
           SELECT e.id FROM span_evaluator e WHERE e.enabled AND e.cursor < $1 AND e.id NOT IN (SELECT id FROM level) ORDER BY e.id`,
    values: [upTo],
  });
  return rows.map(({ id }) => id);
}
