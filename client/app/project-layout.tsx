import { Outlet, useParams } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql, readFragment } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { Lost } from './bad-link.tsx';
import { rememberProject } from './last-project.ts';
import { Project_shell, ProjectProvider, ProjectReloadProvider } from './project.tsx';
import { Shell } from './shell.tsx';

const ProjectLayout_query = graphql(
  `
    query ProjectLayout_query($slug: String!) {
      project(slug: $slug) {
        id
        ...Project_shell
      }
    }
  `,
  [Project_shell],
);

/** `/p/$project`: loads what every page of a project needs, and puts the shell around it. */
export function ProjectLayout() {
  const { project: slug } = useParams({ from: '/signed-in/p/$project' });
  const [{ data, error }, again] = useQuery({ query: ProjectLayout_query, variables: { slug } });
  const project = readFragment(Project_shell, data?.project);

  const reload = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);

  useEffect(() => {
    if (project) rememberProject(project.slug);
  }, [project]);

  if (project) {
    return (
      <ProjectProvider value={project}>
        <ProjectReloadProvider value={reload}>
          <Shell>
            <Outlet />
          </Shell>
        </ProjectReloadProvider>
      </ProjectProvider>
    );
  }
  if (error) return <ErrorState message={failureText(error)} retry={reload} />;
  return data ? <Lost /> : <PageSkeleton />;
}
