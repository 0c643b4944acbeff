import { Checkbox, Stack, Text } from '@mantine/core';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { describeVersion } from '../evaluators/describe-evaluator.ts';
import type { StartEvaluator } from './start-documents.ts';

interface Props {
  evaluators: readonly StartEvaluator[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
  problem: string | undefined;
}

/** Who judges: each at its newest version. */
export function EvaluatorsChoice({ evaluators, chosen, onChange, problem }: Props) {
  const { slug } = useProject();
  if (evaluators.length === 0) {
    return (
      <Text size="sm">
        There is no evaluator yet.{' '}
        <TextLink size="sm" underline="always" to="/p/$project/evaluators/new" params={{ project: slug }}>
          Make one first
        </TextLink>
      </Text>
    );
  }
  return (
    <Checkbox.Group label="Evaluators" value={[...chosen]} error={problem} onChange={onChange}>
      <Stack gap={8} mt={4} mah={220} style={{ overflowY: 'auto' }}>
        {evaluators.map(({ id, name, kind, latest }) => (
          <Checkbox
            key={id}
            size="xs"
            value={id}
            label={name}
            description={`${kind === 'JUDGE' ? 'judge: ' : ''}${describeVersion(kind, latest)}`}
            disabled={chosen.length >= 20 && !chosen.includes(id)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
