import { Badge } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp } from '@tabler/icons-react';
import type { LineDeployment } from './deploy-documents.ts';

/** How a version came to run, where that is not the usual way. */
export function HowBadge({ deployment: { kind, overrideReason } }: { deployment: Pick<LineDeployment, 'kind' | 'overrideReason'> }) {
  if (kind === 'ROLLBACK')
    return (
      <Badge size="sm" color="gray" leftSection={<IconArrowBackUp size={11} aria-hidden />}>
        Rolled back
      </Badge>
    );
  if (overrideReason === null) return null;
  return (
    <Badge size="sm" color="orange" leftSection={<IconAlertTriangle size={11} aria-hidden />} title={overrideReason}>
      Against the gate
    </Badge>
  );
}
