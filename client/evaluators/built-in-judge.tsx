import { Button, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useProject, useReloadProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { ModelChoice } from '../prompts/model-choice.tsx';
import { DialogButtons } from '../ui/dialog-buttons.tsx';
import { ProblemText } from '../ui/problem-text.tsx';
import { shown, type Anchor } from './describe-evaluator.ts';
import { CreateBuiltInJudge_mutation } from './evaluator-documents.ts';
import type { BuiltIn } from './kind-choice.tsx';
import { ScaleList } from './scale-list.tsx';

interface Props {
  judge: BuiltIn;
  onClose: () => void;
  onCreated: (id: string) => void;
}

/** A judge that comes with Docket: which model is to judge, and by what scale it will. */
export function BuiltInJudge({ judge, onClose, onCreated }: Props) {
  const { id: projectId } = useProject();
  const reloadProject = useReloadProject();
  const [chosen, setChosen] = useState<{ provider: string | null; model: string }>({ provider: null, model: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, create] = useMutation(CreateBuiltInJudge_mutation);
  const scale: Anchor[] = judge.scale.map(({ score, meaning }) => ({ score, meaning }));

  async function save() {
    const { provider, model } = chosen;
    if (provider === null || !model.trim()) return setProblem('Choose the provider and the model that judge.');
    const input = { projectId, judge: judge.key, provider, model: model.trim() };
    const answer = outcome(await create({ input }), 'createBuiltInJudge');
    if (!answer.done) return setProblem(answer.problem);
    reloadProject();
    onCreated(answer.done.evaluator.id);
  }
  return (
    <Modal opened onClose={onClose} title={`Judge: ${judge.name}`} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="md">
          <Text size="sm">{judge.description}</Text>
          <ModelChoice
            {...chosen}
            readOnly={false}
            onChange={(part) => {
              setChosen((old) => ({ ...old, ...part }));
              setProblem(null);
            }}
          />
          <div>
            <Text size="xs" c="dimmed" mb={4}>
              Its scale; {shown(judge.passAt)} or more passes
            </Text>
            <ScaleList scale={scale} passAt={judge.passAt} />
          </div>
          <Text size="xs" c="dimmed">
            The project gets its own copy, with a prompt of its own that you can change on the Prompts page.
          </Text>
          <ProblemText>{problem}</ProblemText>
          <DialogButtons onCancel={onClose}>
            <Button type="submit" size="sm" loading={fetching}>
              Add this judge
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  );
}
