import { Button, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { DialogButtons } from '../ui/dialog-buttons.tsx';
import { ProblemText } from '../ui/problem-text.tsx';
import { ConfigFields } from './fields/config-fields.tsx';
import type { EvaluatorKind } from './evaluator-documents.ts';
import { kinds, type Config } from './kinds.ts';
import { TryIt } from './try-it.tsx';
import { useConfig, type Refused } from './use-config.ts';
import classes from './evaluators.module.css';

export interface DeskValues {
  name: string;
  description: string;
  config: Config;
}

interface Props {
  kind: EvaluatorKind;
  begins: DeskValues;
  title: string;
  /** Saves; answers what was refused, or null when it was done. */
  onSave: (values: DeskValues) => Promise<Refused | null>;
  onCancel: () => void;
  saveLabel: string;
}

/** The settings of an evaluator, and beside them what it says of an answer. */
export function EvaluatorDesk({ kind, begins, title, onSave, onCancel, saveLabel }: Props) {
  const heading = useId();
  const [name, setName] = useState(begins.name);
  const [description, setDescription] = useState(begins.description);
  const [saving, setSaving] = useState(false);
  const { config, change, refused, setRefused, problemAt, isPlaced } = useConfig(begins.config);
  const about = refused?.path.join('.') === 'input.name' ? refused.message : undefined;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!name.trim()) return setRefused({ message: 'A name, to tell it from the others', path: ['input', 'name'] });
    setSaving(true);
    const answer = await onSave({ name: name.trim(), description: description.trim(), config });
    setSaving(false);
    if (answer) setRefused(answer);
  }
  return (
    <div className={classes.desk}>
      <form className={classes.panel} aria-labelledby={heading} onSubmit={(event) => void save(event)} noValidate>
        <Title order={2} id={heading} mb="xs">
          {title}
        </Title>
        <Text size="sm" c="dimmed" mb="md">
          {kinds[kind].says}
        </Text>
        <Stack gap="md">
          <TextInput
            label="Name"
            placeholder={`${kinds[kind].name} check`}
            maxLength={100}
            data-autofocus
            value={name}
            error={about}
            onChange={({ currentTarget }) => {
              setName(currentTarget.value);
              if (about) setRefused(null);
            }}
          />
          <ConfigFields kind={kind} config={config} onChange={change} problemAt={problemAt} />
          <Textarea
            label="Description"
            placeholder="What it is for"
            autosize
            minRows={1}
            value={description}
            onChange={({ currentTarget }) => setDescription(currentTarget.value)}
          />
          {refused && !about && <ProblemText className={isPlaced ? 'visually-hidden' : undefined}>{refused.message}</ProblemText>}
          <DialogButtons onCancel={onCancel}>
            <Button type="submit" size="sm" loading={saving}>
              {saveLabel}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
      <div className={classes.side}>
        <TryIt what={{ kind, config }} paid={kind === 'JUDGE'} onRefused={setRefused} />
      </div>
    </div>
  );
}
