import { Button, Group, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArchive, IconArchiveOff, IconPencil } from '@tabler/icons-react';
import { useMutation } from 'urql';
import { outcome } from '../graphql/refusal.ts';
import { UpdateEvaluator_mutation } from './evaluator-documents.ts';
import type { PageEvaluator } from './evaluator-page-documents.ts';
import { kinds } from './kinds.ts';
import classes from './evaluators.module.css';

interface Props {
  evaluator: PageEvaluator;
  mayEdit: boolean;
  onEdit: () => void;
}

/** What the evaluator is called, of which kind and version it is, and what can be done with it. */
export function EvaluatorHeader({ evaluator, mayEdit, onEdit }: Props) {
  const [{ fetching }, update] = useMutation(UpdateEvaluator_mutation);
  const { name: kindName, icon: Icon } = kinds[evaluator.kind];

  async function archive(archived: boolean) {
    const { done, problem } = outcome(await update({ input: { id: evaluator.id, archived } }), 'updateEvaluator');
    notifications.show({
      color: done ? 'teal' : 'red',
      message: done ? `${evaluator.name} is ${archived ? 'archived: what names it stays' : 'back in use'}` : problem,
    });
  }
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <div>
        <Group gap={10}>
          <Title order={2} size="h1">
            {evaluator.name}
          </Title>
          <span className={classes.kind}>
            <Icon size={16} stroke={1.7} aria-hidden /> {kindName}, v{evaluator.latest.number}
            {evaluator.archivedAt && ', archived'}
          </span>
        </Group>
        {evaluator.description && (
          <Text size="sm" c="dimmed" maw={680}>
            {evaluator.description}
          </Text>
        )}
      </div>
      {mayEdit && (
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={evaluator.archivedAt ? <IconArchiveOff size={14} /> : <IconArchive size={14} />}
            loading={fetching}
            onClick={() => void archive(!evaluator.archivedAt)}
          >
            {evaluator.archivedAt ? 'Use again' : 'Archive'}
          </Button>
          <Button leftSection={<IconPencil size={14} />} onClick={onEdit}>
            Edit
          </Button>
        </Group>
      )}
    </Group>
  );
}
