import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { RouterProvider } from '@tanstack/react-router';
import { SessionProvider } from '../session/session.tsx';
import { cssVariables } from './css-variables.ts';
import { router } from './router.tsx';
import { theme } from './theme.ts';

/** Away from what is pressed again and again: the Review page has its actions at the bottom right, a phone at the bottom. */
function Toasts() {
  const narrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  return <Notifications position={narrow ? 'top-center' : 'bottom-left'} autoClose={6000} limit={4} />;
}

/** The whole page: theme, session, routes. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <SessionProvider>
        <ModalsProvider>
          <Toasts />
          <RouterProvider router={router} />
        </ModalsProvider>
      </SessionProvider>
    </MantineProvider>
  );
}
