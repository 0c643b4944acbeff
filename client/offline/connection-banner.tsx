import { Alert } from '@mantine/core';
import { IconCloudOff, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useConnection } from '../graphql/connection.ts';

/** Says that the page shows what it knew when the connection went, and what still works. Nothing while all is well. */
export function ConnectionBanner({ children }: { children: ReactNode }) {
  const connection = useConnection();
  if (connection === 'online') return null;
  const offline = connection === 'offline';
  return (
    <Alert
      role="status"
      color={offline ? 'orange' : 'yellow'}
      py={6}
      px="md"
      radius={0}
      icon={offline ? <IconCloudOff size={16} /> : <IconRefresh size={16} />}
      title={offline ? 'You are offline' : 'Connecting again…'}
    >
      {children}
    </Alert>
  );
}
