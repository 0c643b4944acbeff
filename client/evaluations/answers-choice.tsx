import { Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { ProblemText } from '../ui/problem-text.tsx';
import type { StartPrompt } from './start-documents.ts';

interface Props {
  prompts: readonly StartPrompt[];
  promptVersionId: string | null;
  onChange: (promptVersionId: string | null) => void;
  problem: string | undefined;
}

/** What answers: the outputs that were logged, or a version of a prompt. */
export function AnswersChoice({ prompts, promptVersionId, onChange, problem }: Props) {
  const usable = prompts.filter((one) => one.purpose === 'ANSWER' && one.versions.edges.length > 0);
  const chosen = usable.find((one) => one.versions.edges.some(({ node }) => node.id === promptVersionId));
  const newest = (prompt: StartPrompt | undefined) => prompt?.versions.edges[0]?.node.id ?? null;
  return (
    <Stack gap={8}>
      <div>
        <Text size="sm" fw={500} mb={4}>
          What is judged
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="What is judged"
          value={promptVersionId === null ? 'logged' : 'prompt'}
          onChange={(to) => onChange(to === 'prompt' ? newest(usable[0]) : null)}
          data={[
            { value: 'logged', label: 'The logged outputs' },
            { value: 'prompt', label: 'New answers of a prompt', disabled: usable.length === 0 },
          ]}
        />
      </div>
      {promptVersionId !== null && chosen && (
        <Group grow gap="xs" align="flex-start">
          <Select
            size="xs"
            label="Prompt"
            searchable
            allowDeselect={false}
            data={usable.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen.id}
            onChange={(id) => onChange(newest(usable.find((one) => one.id === id)))}
          />
          <Select
            size="xs"
            label="Version"
            allowDeselect={false}
            data={chosen.versions.edges.map(({ node }, at) => ({ value: node.id, label: `v${node.number}${at === 0 ? ' (newest)' : ''}` }))}
            value={promptVersionId}
            onChange={onChange}
          />
        </Group>
      )}
      {usable.length === 0 && (
        <Text size="xs" c="dimmed">
          No prompt has a version yet: save one on the Prompts page to have it answer.
        </Text>
      )}
      <ProblemText>{problem}</ProblemText>
    </Stack>
  );
}
