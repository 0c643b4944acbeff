import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useMutation } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { useSession } from './session.tsx';

const SignOut = graphql(`
  mutation SignOut {
    signOut {
      ok
    }
  }
`);

/** Ends the session here and on the server, and goes to the sign-in page. */
export function useSignOut(): () => void {
  const [, signOut] = useMutation(SignOut);
  const { restart } = useSession();
  const navigate = useNavigate();
  return () => {
    void signOut({}).then(async ({ error }) => {
      if (error && !error.graphQLErrors.some((one) => one.extensions.code === 'UNAUTHENTICATED')) {
        notifications.show({ color: 'red', title: 'You are still signed in', message: failureText(error) });
        return;
      }
      await navigate({ to: '/sign-in', search: {}, replace: true });
      restart();
    });
  };
}

export function SignOutButton() {
  const signOut = useSignOut();
  return (
    <Button variant="default" onClick={signOut}>
      Sign out
    </Button>
  );
}
