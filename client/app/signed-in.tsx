import { Center, Loader } from '@mantine/core';
import { Navigate, Outlet, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { failureText } from '../graphql/refusal.ts';
import { graphql } from '../graphql/graphql.ts';
import { readViewer, Viewer_session, ViewerProvider } from '../session/viewer.tsx';
import { ErrorState } from '../ui/error-state.tsx';

const SignedIn_query = graphql(
  `
    query SignedIn_query {
      viewer {
        ...Viewer_session
      }
    }
  `,
  [Viewer_session],
);

/** Everything behind the sign-in. Whoever is not signed in goes to sign in, and comes back to where they were. */
export function SignedIn() {
  const [{ data, error, fetching }, again] = useQuery({ query: SignedIn_query });

  if (data?.viewer) {
    return (
      <ViewerProvider value={readViewer(data.viewer)}>
        <Outlet />
      </ViewerProvider>
    );
  }
  if (error) {
    return (
      <Center mih="100vh" p="md">
        <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} />
      </Center>
    );
  }
  if (fetching || !data) {
    return (
      <Center mih="100vh" role="status" aria-label="Loading">
        <Loader size="sm" />
      </Center>
    );
  }
  return <ToSignIn />;
}

/** Off to the sign-in page, with the way back. Where one was is read once: the address moves while this is on screen. */
function ToSignIn() {
  const router = useRouter();
  const [search] = useState(() => {
    const { href, pathname } = router.latestLocation;
    return href === '/' || pathname === '/sign-in' ? {} : { next: href };
  });
  return <Navigate to="/sign-in" search={search} replace />;
}
