import type { Role } from '@docket/prisma/generated/client/enums.ts';
import { Forbidden, NotFound } from '../refusals.ts';
import type { Viewer } from './viewer.ts';

const rank: Record<Role, number> = { VIEWER: 0, REVIEWER: 1, ADMIN: 2, OWNER: 3 };

/** Whether `role` includes everything `needs` may do. */
export const includes = (role: Role | undefined, needs: Role): boolean => role !== undefined && rank[role] >= rank[needs];

/** Refuses unless the viewer has at least `needs` in the project. Who is no member learns only that `what` was not found. */
export function requireRole(viewer: Viewer | null, projectId: number | undefined, needs: Role, what: string): asserts viewer is Viewer {
  const role = projectId === undefined ? undefined : viewer?.roles.get(projectId);
  if (!role) throw new NotFound(what);
  if (!includes(role, needs)) throw new Forbidden(needs);
}
