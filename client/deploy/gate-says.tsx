import { Skeleton, Text } from '@mantine/core';
import { IconShieldOff } from '@tabler/icons-react';
import { ButtonLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { isAtLeast } from '../session/roles.ts';
import type { Place } from './places.ts';
import { ReopenBlocking } from './reopen-blocking.tsx';
import type { Judged } from './use-verdict.ts';
import { VerdictView } from './verdict-view.tsx';
import classes from './verdict.module.css';

interface Props {
  place: Place;
  version: { id: string; number: number };
  judged: Judged;
}

/** The gate’s verdict on a version, and what can be done about it. */
export function GateSays({ place: { environment, gate }, version, judged: { verdict, loading, problem, again } }: Props) {
  const { slug, viewerRole } = useProject();
  if (!gate) {
    return (
      <Text size="sm" c="dimmed" className={classes.none}>
        <IconShieldOff size={16} stroke={1.7} aria-hidden /> No gate is in front of {environment.name}: any version may run.
      </Text>
    );
  }
  if (problem) return <ErrorState title="The gate could not be asked" message={problem} retry={again} />;
  if (!verdict) return loading ? <Skeleton h={150} radius="md" role="status" aria-label="The gate is being asked" /> : null;
  const mayReview = isAtLeast(viewerRole, 'REVIEWER');
  const aside = !verdict.passed && mayReview && (
    <>
      <ReopenBlocking verdict={verdict} environmentId={environment.id} versionId={version.id} onReopened={again} />
      {verdict.evaluationId === null && (
        <ButtonLink variant="default" to="/p/$project/evaluations" params={{ project: slug }} search={{ start: true }}>
          Start an evaluation
        </ButtonLink>
      )}
    </>
  );
  return <VerdictView verdict={verdict} of={`v${version.number}`} aside={aside} />;
}
