import { createContext, use } from 'react';
import { graphql, type ResultOf } from '../graphql/graphql.ts';

export const Project_shell = graphql(`
  fragment Project_shell on Project {
    id
    slug
    name
    viewerRole
    members {
      role
      user {
        id
        name
        email
      }
    }
    datasets {
      id
      name
      size
      queueSize
    }
    prompts {
      id
      name
    }
    evaluators {
      id
      name
    }
  }
`);

export type ShellProject = ResultOf<typeof Project_shell>;

/** Loads the project again: its datasets and members as they are now. */
const ReloadContext = createContext<() => void>(() => undefined);
export const ProjectReloadProvider = ReloadContext;
export const useReloadProject = (): (() => void) => use(ReloadContext);

const ProjectContext = createContext<ShellProject | null>(null);
export const ProjectProvider = ProjectContext;

/** The project that is open, its members and the names of its datasets and prompts. Only within `/p/$project`. */
export function useProject(): ShellProject {
  const project = use(ProjectContext);
  if (!project) throw new Error('useProject is for pages within a project.');
  return project;
}
