import { ActionIcon, Button, CopyButton, Group, SegmentedControl, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { curlSnippet, deployedUrl, fetchSnippet, graphqlSnippet } from './snippets.ts';
import classes from './deploy.module.css';

const ways = [
  { value: 'curl', label: 'curl', write: curlSnippet },
  { value: 'fetch', label: 'JavaScript', write: fetchSnippet },
  { value: 'graphql', label: 'GraphQL', write: graphqlSnippet },
];

/** How an application gets at what runs: its address, and the request in a few languages. */
export function ReadDeployed({ environment, prompt }: { environment: string; prompt: string }) {
  const { slug } = useProject();
  const [way, setWay] = useState('curl');
  const names = { origin: location.origin, project: slug, environment, prompt };
  const url = deployedUrl(names);
  const snippet = ways.find(({ value }) => value === way)!.write(names);
  return (
    <>
      <div className={classes.url}>
        <code>{url}</code>
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <ActionIcon aria-label={copied ? 'Copied' : 'Copy the address'} onClick={copy}>
              {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
            </ActionIcon>
          )}
        </CopyButton>
      </div>
      <Text size="xs" c="dimmed" my={8}>
        With an API token of any role, made in the{' '}
        <TextLink size="xs" underline="always" to="/p/$project/settings" params={{ project: slug }}>
          settings
        </TextLink>
        . Its ETag changes with each deployment: ask again as often as you like, and get 304 while the same runs.
      </Text>
      <Group justify="space-between" gap="xs" mb={6}>
        <SegmentedControl
          size="xs"
          aria-label="Written as"
          data={ways.map(({ value, label }) => ({ value, label }))}
          value={way}
          onChange={setWay}
        />
        <CopyButton value={snippet}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="compact-xs"
              leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
      <pre className={classes.snippet} tabIndex={0} aria-label="Request">
        {snippet}
      </pre>
    </>
  );
}
