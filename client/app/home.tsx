import { Navigate, useParams } from '@tanstack/react-router';
import { useViewer } from '../session/viewer.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { lastProject } from './last-project.ts';
import { SignOutButton } from '../session/sign-out.tsx';

/** `/` and `/p/…`: goes on to the Monitor of that project, or of the one that was open last. */
export function Home() {
  const { memberships } = useViewer();
  const { project } = useParams({ strict: false });
  const slug = project ?? (memberships.find((one) => one.project.slug === lastProject()) ?? memberships[0])?.project.slug;
  if (slug) return <Navigate to="/p/$project/monitor" params={{ project: slug }} replace />;
  return (
    <EmptyState title="You are not in any project yet" action={<SignOutButton />}>
      Ask an administrator to add you by your email address. This page opens the project as soon as they have.
    </EmptyState>
  );
}
