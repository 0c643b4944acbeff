import { Alert, Button, Group, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useViewer } from '../session/viewer.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import type { PromptContent } from './content.ts';
import { valuesToSend, withoutValue } from './fill-values.ts';
import { keptValues } from './kept-draft.ts';
import type { PagePrompt } from './prompt-documents.ts';
import { RunBar } from './run-bar.tsx';
import { RunColumn } from './run-column.tsx';
import { variablesOf, type Variable } from './template.ts';
import { useRun } from './use-run.ts';
import { sideName, useSide, type Side } from './use-side.ts';
import { VariableFields } from './variable-fields.tsx';
import { isWithinDialog } from './within-dialog.ts';
import classes from './playground.module.css';

interface Props {
  prompt: PagePrompt;
  draft: PromptContent;
  mayRun: boolean;
}

const of = (content: PromptContent | null): Variable[] => variablesOf(content?.messages.map((message) => message.content) ?? []);

/** Tries the draft or a version with values for its variables; or two of them with the same values, side by side. */
export function Playground({ prompt, draft, mayRun }: Props) {
  const [sides, setSides] = useState<[Side, Side | null]>(['draft', null]);
  const first = useSide(prompt.id, sides[0], draft);
  const second = useSide(prompt.id, sides[1], draft);
  const runs = [useRun(), useRun()] as const;
  const { user } = useViewer();
  const kept = useMemo(() => keptValues(user.id, prompt.id), [user.id, prompt.id]);
  const [values, setValues] = useState(() => kept.find());
  const [missing, setMissing] = useState<string[]>([]);

  const variables = useMemo(() => {
    const templates = [first.content, second.content].flatMap((one) => one?.messages.map((message) => message.content) ?? []);
    return variablesOf(templates);
  }, [first.content, second.content]);
  const change = (part: Record<string, string>) => {
    const next = { ...values, ...part };
    setValues(next);
    kept.keep(next);
    setMissing((old) => old.filter((name) => !next[name]));
  };
  const isRunning = runs.some(({ run }) => run.phase === 'running');
  const isReady = first.content !== null && (sides[1] === null || second.content !== null);

  function start(anyway = false) {
    if (!mayRun || !isReady || isRunning) return;
    const lacking = withoutValue(variables, values);
    setMissing(anyway ? [] : lacking);
    if (lacking.length > 0 && !anyway) return;
    [first.content, second.content].forEach((content, at) => content && runs[at]!.start(content, valuesToSend(of(content), values)));
  }
  useHotkeys([['mod+Enter', (event) => !isWithinDialog(event) && start()]], []);

  return (
    <div className={classes.playground}>
      <VariableFields prompt={prompt} variables={variables} values={values} missing={missing} onChange={change} />
      <RunBar
        latest={prompt.latest?.number ?? null}
        sides={sides}
        isRunning={isRunning}
        mayRun={mayRun && isReady}
        onSides={(next) => {
          if (next[1] === null) runs[1].stop();
          setSides(next);
        }}
        onRun={() => start()}
        onStop={() => runs.forEach(({ stop }) => stop())}
      />
      {!mayRun && (
        <Text size="xs" c="dimmed">
          Running a prompt costs money: it is for reviewers and above.
        </Text>
      )}
      {missing.length > 0 && (
        <Alert color="red" role="alert" py={8}>
          <Group justify="space-between" gap="xs">
            <Text size="sm">No value for {missing.map((name) => `{{${name}}}`).join(', ')}.</Text>
            <Button size="compact-xs" variant="default" onClick={() => start(true)}>
              Run with {missing.length === 1 ? 'it' : 'them'} empty
            </Button>
          </Group>
        </Alert>
      )}
      <div className={classes.answers} data-two={sides[1] !== null || undefined}>
        {sides.map((side, at) => {
          if (side === null) return null;
          const { problem, content } = at === 0 ? first : second;
          return <RunColumn key={at} title={sideName(side)} model={content?.model ?? ''} run={runs[at]!.run} problem={problem} />;
        })}
      </div>
      {mayRun && !isRunning && runs.every(({ run }) => run.phase === 'idle') && (
        <Text size="xs" c="dimmed" ta="center">
          <KeyHint keys="mod+enter" /> runs it from anywhere on this page.
        </Text>
      )}
    </div>
  );
}
