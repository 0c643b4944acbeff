import { Button, Divider, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { useProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { TryEvaluator_mutation, type EvaluatorKind, type Verdict } from './evaluator-documents.ts';
import type { Config } from './kinds.ts';
import { RowPick } from './row-pick.tsx';
import { SubjectFields } from './subject-fields.tsx';
import { emptySubject, subjectInput } from './subject.ts';
import type { Refused } from './use-config.ts';
import { VerdictView } from './verdict-view.tsx';
import classes from './evaluators.module.css';

interface Props {
  /** A version that there is, or one in the making. */
  what: { evaluatorVersionId: string } | { kind: EvaluatorKind; config: Config };
  /** What the server said of the config, so that its field can show it. */
  onRefused?: (refused: Refused) => void;
  /** Whether a model is paid for it. */
  paid: boolean;
}

/** What an evaluator says of one answer, before anything is saved. */
export function TryIt({ what, onRefused, paid }: Props) {
  const { id: projectId } = useProject();
  const heading = useId();
  const [subject, setSubject] = useState(emptySubject);
  const [said, setSaid] = useState<{ verdict?: Verdict; problem?: string } | null>(null);
  const [{ fetching }, ask] = useMutation(TryEvaluator_mutation);

  async function run() {
    const { done, refusal, problem } = outcome(await ask({ input: { projectId, ...what, ...subjectInput(subject) } }), 'tryEvaluator');
    if (done) return setSaid({ verdict: done });
    if (refusal?.__typename === 'InvalidInput') onRefused?.({ message: problem, path: refusal.path });
    setSaid({ problem });
  }
  return (
    <section className={classes.panel} aria-labelledby={heading}>
      <Title order={2} size="h3" id={heading} mb={2}>
        Try it
      </Title>
      <Text size="xs" c="dimmed" mb="sm">
        On a row, or on what you write. Nothing is stored{paid ? '; the model’s call is paid for' : ''}.
      </Text>
      <Stack gap="sm">
        <RowPick onTake={setSubject} />
        <Divider />
        <SubjectFields subject={subject} onChange={setSubject} />
        <Group>
          <Button variant="light" leftSection={<IconPlayerPlay size={14} />} loading={fetching} onClick={() => void run()}>
            Try it
          </Button>
        </Group>
        <div aria-live="polite">
          {said?.verdict && <VerdictView {...said.verdict} />}
          {said?.problem && (
            <Text size="sm" c="red">
              {said.problem}
            </Text>
          )}
        </div>
      </Stack>
    </section>
  );
}
