import type { Services } from '../context.ts';
import type { RowImage } from '../queue/filter/row-image.ts';
import { loadRows } from '../queue/load-rows.ts';
import { reopenRows } from '../queue/reopen-rows.ts';
import { judgeGate } from './judge-gate.ts';

export interface ReopenBlocking {
  environmentId: number;
  versionId: number;
  actorId: number;
}

export interface Reopened {
  /** As they are now. */
  rows: RowImage[];
  /** Rows that block and stay as they are: they wait in the queue already, or were changed at this moment. */
  left: number;
}

/** Puts the filled rows by which a version fails its gate back into the queue, for people to look at again: those that the verdict
 * names. Rows that the evaluation only lacks are not among them, since nobody has said that they are wrong. */
export async function reopenBlocking(
  services: Pick<Services, 'db' | 'queue' | 'limits'>,
  { environmentId, versionId, actorId }: ReopenBlocking,
): Promise<Reopened> {
  const verdict = await judgeGate(services, { environmentId, versionId });
  const blocking = (verdict?.checks ?? []).filter(({ kind }) => kind !== 'COVERAGE').flatMap(({ rows }) => rows);
  const ids = [...new Set(blocking)].slice(0, services.limits.batch);
  const images = (await loadRows(services.db, ids)).filter((row) => row !== null);
  const rows = await reopenRows(services, {
    rows: images,
    reviewerId: actorId,
    reason: `Blocks a deployment: fails in evaluation ${verdict?.evaluationId ?? ''}.`,
  });
  return { rows, left: images.length - rows.length };
}
