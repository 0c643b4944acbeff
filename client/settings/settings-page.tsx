import { Stack, Text, Title } from '@mantine/core';
import { useCallback } from 'react';
import { useQuery } from 'urql';
import { useProject, useReloadProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { isAtLeast } from '../session/roles.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { ApiTokens, ApiTokens_token } from './api-tokens.tsx';
import { Members, Members_member } from './members.tsx';
import { Providers_provider } from './provider-documents.ts';
import { Providers } from './providers.tsx';
import classes from './settings.module.css';

const Settings_query = graphql(
  `
    query Settings_query($slug: String!) {
      project(slug: $slug) {
        id
        members {
          ...Members_member
        }
        modelProviders {
          ...Providers_provider
        }
        apiTokens {
          ...ApiTokens_token
        }
      }
    }
  `,
  [Members_member, ApiTokens_token, Providers_provider],
);

/** The project's people, the models that it runs, and its keys for integrations. */
export function SettingsPage() {
  const { slug, name, viewerRole } = useProject();
  const [{ data, error }, again] = useQuery({ query: Settings_query, variables: { slug } });
  const reloadProject = useReloadProject();
  const reload = useCallback(() => {
    again({ requestPolicy: 'network-only' });
    reloadProject();
  }, [again, reloadProject]);
  const isAdmin = isAtLeast(viewerRole, 'ADMIN');

  if (!data?.project) return error ? <ErrorState message={failureText(error)} retry={reload} /> : <PageSkeleton />;
  return (
    <Stack className={classes.page} gap="xl">
      <div>
        <Title order={2}>{name}</Title>
        <Text c="dimmed" size="sm">
          Its address and the name for imports: {slug}
        </Text>
      </div>
      <Members members={data.project.members} canChange={isAdmin} onChanged={reload} />
      <Providers providers={data.project.modelProviders} canChange={isAdmin} onChanged={reload} />
      {isAdmin && <ApiTokens tokens={data.project.apiTokens} onChanged={reload} />}
    </Stack>
  );
}
