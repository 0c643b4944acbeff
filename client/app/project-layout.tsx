import { Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql, readFragment } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { Lost } from './bad-link.tsx';
import { rememberProject } from './last-project.ts';
import { Project_shell, ProjectProvider } from './project.tsx';
import { Shell } from './shell.tsx';

const ProjectLayout_query = graphql(
  `
    query ProjectLayout_query($slug: String!) {
      project(slug: $slug) { id ...Project_shell }
    }
  `,
  [Project_shell],
);

/** `/p/$project`: loads what every page of a project needs, and puts the shell around it. */
export function ProjectLayout() {
  const { project: slug } = useParams({ from: '/signed-in/p/$project' });
  const [{ data, error }, again] = useQuery({ query: ProjectLayout_query, variables: { slug } });
  const project = readFragment(Project_shell, data?.project);

  useEffect(() => {
    if (project) rememberProject(project.slug);
  }, [project]);

  if (project) {
    return (
      <ProjectProvider value={project}>
        <Shell>
          <Outlet />
        </Shell>
      </ProjectProvider>
    );
  }
  if (error) return <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} />;
  return data ? <Lost /> : <PageSkeleton />;
}
