import type { Services } from '@docket/schema/context.ts';
import { importSpans } from '@docket/schema/monitor/import-spans.ts';
import { spansOf } from './spans.ts';
import type { Turn } from './traffic.ts';

/** Imports all spans of the traffic. Answers the ids of the spans that answer, by case. */
export async function makeSpans(
  { db, limits, signals }: Services,
  { projectId, turns, now }: { projectId: number; turns: readonly Turn[]; now: Date },
): Promise<Map<string, number>> {
  const caseOf = new Map<string, string>();
  const spans = turns.flatMap((turn) => {
    const made = spansOf(turn, now);
    caseOf.set(made[0]!.id, turn.case.id);
    return made;
  });
  for (let at = 0; at < spans.length; at += limits.batch) {
    const { refused } = await importSpans(db, { projectId, spans: spans.slice(at, at + limits.batch), limits, signals });
    if (refused[0]) throw new Error(`the demo's span ${refused[0].id} was refused: ${refused[0].reason}`);
  }
  // As if they had arrived when they ended.
  await db.pool.query('UPDATE span SET created_at = coalesce(ended_at, started_at) WHERE project_id = $1', [projectId]);
  const answers = await db.prisma.span.findMany({
    where: { projectId, spanId: { in: [...caseOf.keys()] } },
    select: { id: true, spanId: true },
  });
  return new Map(answers.map(({ id, spanId }) => [caseOf.get(spanId)!, Number(id)]));
}
