import { Button, Popover, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconPlugConnected } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import type { Provider } from './provider-documents.ts';

const TestProvider_mutation = graphql(`
  mutation TestModelProvider($input: TestModelProviderInput!) {
    testModelProvider(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on ProviderTest {
        latencyMs
        failure
        said: message
      }
    }
  }
`);

/** Asks a provider one small question, and says what came of it. */
export function TestProvider({ provider }: { provider: Provider }) {
  const [{ fetching }, test] = useMutation(TestProvider_mutation);
  const [model, setModel] = useState(provider.prices[0]?.model ?? '');
  const [result, setResult] = useState<{ good: boolean; text: string } | null>(null);
  const run = async (event: FormEvent) => {
    event.preventDefault();
    setResult(null);
    const { data, error } = await test({ input: { id: provider.id, model: model.trim() } });
    const answer = data?.testModelProvider;
    if (!answer) return setResult({ good: false, text: failureText(error) });
    if (answer.__typename === 'ProviderTest') return setResult({ good: answer.failure === null, text: answer.said });
    setResult({ good: false, text: answer.message });
  };
  return (
    <Popover width={300} position="bottom-end" trapFocus onClose={() => setResult(null)}>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconPlugConnected size={14} />}
          aria-label={`Test ${provider.name}`}
        >
          Test
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Test ${provider.name}`}>
        <form onSubmit={(event) => void run(event)}>
          <Stack gap="xs">
            <TextInput
              size="xs"
              label="Model"
              description="It is asked one small question; a few tokens."
              placeholder="As the provider calls it"
              value={model}
              onChange={(event) => setModel(event.currentTarget.value)}
            />
            <Button type="submit" loading={fetching} disabled={!model.trim()}>
              Ask it
            </Button>
            {result && (
              <Text size="xs" c={result.good ? 'teal' : 'red'} role={result.good ? 'status' : 'alert'} style={{ whiteSpace: 'normal' }}>
                {result.good && <IconCheck size={13} style={{ verticalAlign: '-2px' }} />} {result.text}
              </Text>
            )}
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
