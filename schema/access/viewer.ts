import type { Role } from '@docket/prisma/generated/client/enums.ts';

/** Who is asking. Made by `server/` from a session cookie or an API token. */
export interface Viewer {
  id: number;
  name: string;
  email: string;
  /** Roles by project id. An API token has one project only, and at most its own role. */
  roles: ReadonlyMap<number, Role>;
  /** The session or token that this viewer came by, so that ending it ends its sockets. */
  via: { kind: 'session' | 'token'; id: number };
}

/** The projects that somebody is in: what a look by id is kept to. */
export const projectsOf = (viewer: Viewer | null): number[] => [...(viewer?.roles.keys() ?? [])];

/** The viewer after they were given a role: for what the same request goes on to ask. */
export const withRole = (viewer: Viewer, projectId: number, role: Role): Viewer => ({
  ...viewer,
  roles: new Map([...viewer.roles, [projectId, role]]),
});
