import { ActionIcon, Button, Group, Select, Skeleton } from '@mantine/core';
import { IconArrowLeft, IconArrowsExchange } from '@tabler/icons-react';
import { ProblemText } from '../ui/problem-text.tsx';
import type { PromptContent } from './content.ts';
import { ContentDiff } from './content-diff.tsx';
import type { PagePrompt } from './prompt-documents.ts';
import { sideChoices, sideName, sideValue, useSide, type Side } from './use-side.ts';
import classes from './versions.module.css';

interface Props {
  prompt: PagePrompt;
  draft: PromptContent;
  from: Side;
  to: Side;
  /** `2..draft` */
  onChange: (sides: string) => void;
  onClose: () => void;
}

/** What differs between two versions, or a version and the draft. */
export function CompareView({ prompt, draft, from, to, onChange, onClose }: Props) {
  const before = useSide(prompt.id, from, draft);
  const after = useSide(prompt.id, to, draft);
  const data = sideChoices(prompt.latest?.number ?? null);
  const problem = before.problem ?? after.problem;
  return (
    <section className={classes.view} aria-label="Comparison">
      <Group gap={8} className={classes.bar} data-sticky>
        <Button variant="subtle" color="gray" leftSection={<IconArrowLeft size={14} />} onClick={onClose}>
          Back
        </Button>
        <Select
          size="xs"
          w={128}
          aria-label="Compare"
          allowDeselect={false}
          data={data}
          value={sideValue(from)}
          onChange={(value) => value && onChange(`${value}..${sideValue(to)}`)}
        />
        <ActionIcon aria-label="Change sides" onClick={() => onChange(`${sideValue(to)}..${sideValue(from)}`)}>
          <IconArrowsExchange size={15} />
        </ActionIcon>
        <Select
          size="xs"
          w={128}
          aria-label="with"
          allowDeselect={false}
          data={data}
          value={sideValue(to)}
          onChange={(value) => value && onChange(`${sideValue(from)}..${value}`)}
        />
      </Group>
      {before.content && after.content ? (
        <ContentDiff before={before.content} after={after.content} names={[sideName(from), sideName(to)]} />
      ) : problem ? (
        <ProblemText>{problem}</ProblemText>
      ) : (
        <Skeleton h={260} role="status" aria-label="Loading" />
      )}
    </section>
  );
}
