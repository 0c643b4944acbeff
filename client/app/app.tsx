import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { RouterProvider } from '@tanstack/react-router';
import { SessionProvider } from '../session/session.tsx';
import { router } from './router.tsx';
import { theme } from './theme.ts';

/** The whole page: theme, session, routes. */
export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <SessionProvider>
        <ModalsProvider>
          <Notifications position="bottom-right" autoClose={6000} limit={4} />
          <RouterProvider router={router} />
        </ModalsProvider>
      </SessionProvider>
    </MantineProvider>
  );
}
