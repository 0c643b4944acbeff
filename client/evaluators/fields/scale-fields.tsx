import { ActionIcon, Button, Group, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Anchor } from '../describe-evaluator.ts';
import type { FieldProps } from './field-props.ts';

interface Props extends Pick<FieldProps, 'problemAt'> {
  scale: readonly Anchor[];
  onChange: (scale: Anchor[]) => void;
}

/** The scores that a judge may give, and what each means. */
export function ScaleFields({ scale, onChange, problemAt }: Props) {
  return (
    <Stack gap={6} role="group" aria-label="Scale">
      <Text size="sm" fw={500}>
        Scale
      </Text>
      {scale.map(({ score, meaning }, at) => (
        <Group key={at} gap={6} wrap="nowrap" align="flex-start">
          <NumberInput
            size="xs"
            w={64}
            aria-label={`Score ${at + 1}`}
            hideControls
            value={score}
            error={Boolean(problemAt('scale', String(at), 'score'))}
            onChange={(value) => typeof value === 'number' && onChange(scale.with(at, { score: value, meaning }))}
          />
          <Textarea
            size="xs"
            flex={1}
            autosize
            minRows={1}
            aria-label={`What ${score} means`}
            placeholder="What an answer with this score is like"
            value={meaning}
            error={problemAt('scale', String(at), 'meaning') ?? problemAt('scale', String(at), 'score')}
            onChange={({ currentTarget }) => onChange(scale.with(at, { score, meaning: currentTarget.value }))}
          />
          <ActionIcon
            aria-label={`Take ${score} out of the scale`}
            size={30}
            disabled={scale.length <= 2}
            onClick={() => onChange(scale.toSpliced(at, 1))}
          >
            <IconX size={14} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={13} />}
        disabled={scale.length >= 11}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => onChange([...scale, { score: (scale.at(-1)?.score ?? 0) + 1, meaning: '' }])}
      >
        One more
      </Button>
    </Stack>
  );
}
