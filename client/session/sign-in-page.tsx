import { Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { Logo } from '../ui/logo.tsx';
import { ProblemText } from '../ui/problem-text.tsx';
import { safeNext } from './safe-next.ts';
import { useSession } from './session.tsx';
import classes from './sign-in-page.module.css';

const SignIn = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      __typename
      ... on SignInPayload {
        viewer {
          user {
            id
          }
        }
      }
      ... on Error {
        message
      }
      ... on TooManyAttempts {
        retryAfterSeconds
      }
    }
  }
`);

/** Email and password; then back to where one was going. */
export function SignInPage() {
  const { next } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const { restart } = useSession();
  const [{ fetching }, signIn] = useMutation(SignIn);
  const [refused, setProblem] = useState<string | null>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : 'Your email address'),
      password: (value) => (value ? null : 'Your password'),
    },
  });

  const submit = form.onSubmit(async (input) => {
    setProblem(null);
    const { done, problem } = outcome(await signIn({ input }), 'signIn');
    if (!done) return setProblem(problem);
    restart();
    await navigate({ href: safeNext(next), replace: true });
  });

  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit} noValidate>
        <Stack gap="md">
          <div>
            <Logo size={36} />
            <Title order={1} mt="sm">
              Sign in to Docket
            </Title>
            <Text c="dimmed" size="sm">
              {next ? 'You come back to where you were.' : 'Review what your LLM applications did in production.'}
            </Text>
          </div>
          <TextInput
            label="Email"
            type="email"
            autoComplete="username"
            autoFocus
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <PasswordInput label="Password" autoComplete="current-password" key={form.key('password')} {...form.getInputProps('password')} />
          <ProblemText>{refused}</ProblemText>
          <Button type="submit" size="sm" loading={fetching} fullWidth>
            Sign in
          </Button>
        </Stack>
      </form>
    </main>
  );
}
