import { requireRole } from '../access/require-role.ts';
import type { Context } from '../context.ts';
import { numberOf } from '../ids.ts';
import type { SignalName, SignalPayloads } from './signals.ts';
import { watchHints } from './watch-hints.ts';

/** Signals that say in which project something changed. */
type OfProjects = { [N in SignalName]: SignalPayloads[N] extends { projectId: number } ? N : never }[SignalName];

/** Tells a member of a project at once, and whenever this signal says that something in it changed.
 * @param every At most once in so many milliseconds. */
export function watchProject(
  { signals, viewer }: Pick<Context, 'signals' | 'viewer'>,
  name: OfProjects,
  { projectId: id, every }: { projectId: string; every?: number },
): AsyncIterableIterator<{ projectId: number }> {
  const projectId = numberOf('Project', id);
  requireRole(viewer, projectId, 'VIEWER', 'Project');
  return watchHints(signals, {
    name,
    key: String(projectId),
    every,
    matches: (payload) => payload.projectId === projectId,
    message: () => ({ projectId }),
  });
}
