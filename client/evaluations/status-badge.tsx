import { Badge, Loader } from '@mantine/core';
import { IconBan, IconCheck, IconPlayerPause } from '@tabler/icons-react';
import type { EvaluationStatus } from './evaluation-documents.ts';

const statuses: Record<EvaluationStatus, { name: string; color: string; icon: typeof IconCheck | null }> = {
  RUNNING: { name: 'Running', color: 'petrol', icon: null },
  PAUSED: { name: 'Paused', color: 'orange', icon: IconPlayerPause },
  FINISHED: { name: 'Finished', color: 'teal', icon: IconCheck },
  CANCELLED: { name: 'Cancelled', color: 'gray', icon: IconBan },
};

/** How an evaluation stands. */
export function StatusBadge({ status }: { status: EvaluationStatus }) {
  const { name, color, icon: Icon } = statuses[status];
  return (
    <Badge
      color={color}
      size="sm"
      leftSection={Icon ? <Icon size={11} aria-hidden /> : <Loader size={9} color={color} aria-hidden />}
      style={{ flex: 'none' }}
    >
      {name}
    </Badge>
  );
}
