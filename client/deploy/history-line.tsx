import { Badge, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { TimeAgo } from '../ui/time-ago.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import type { LineDeployment } from './deploy-documents.ts';
import { HowBadge } from './how-badge.tsx';
import type { ChecksVerdict } from './verdict-documents.ts';
import { VerdictView } from './verdict-view.tsx';
import classes from './deploy.module.css';

/** One deployment: what, who, when, why, and what the gate said then. */
export function HistoryLine({ deployment }: { deployment: LineDeployment & { verdict: ChecksVerdict | null } }) {
  const { version, deployedBy, deployedAt, notes, overrideReason, verdict } = deployment;
  const [opened, { toggle }] = useDisclosure(false);
  return (
    <li>
      <div className={classes.line}>
        <b className={classes.number}>v{version.number}</b>
        <HowBadge deployment={deployment} />
        {verdict && (
          <UnstyledButton onClick={toggle} aria-expanded={opened}>
            <Badge
              size="sm"
              color={verdict.passed ? 'teal' : 'red'}
              style={{ cursor: 'pointer' }}
              leftSection={verdict.passed ? <IconShieldCheck size={12} aria-hidden /> : <IconShieldX size={12} aria-hidden />}
            >
              {verdict.passed ? 'Gate passed' : 'Gate blocked'}
              <span className="visually-hidden">: what it said of v{version.number}</span>
            </Badge>
          </UnstyledButton>
        )}
        <span className={classes.by}>
          {deployedBy && <UserAvatar name={deployedBy.name} size={18} />}
          {deployedBy?.name ?? 'Somebody who left'}, <TimeAgo at={deployedAt} />
        </span>
      </div>
      {notes && <p>{notes}</p>}
      {overrideReason && (
        <p>
          <b>Against the gate:</b> {overrideReason}
        </p>
      )}
      {opened && verdict && <VerdictView verdict={verdict} of={`v${version.number}`} />}
    </li>
  );
}
