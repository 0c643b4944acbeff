import { Button, Group, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { outcome } from '../graphql/refusal.ts';
import { ProblemText } from '../ui/problem-text.tsx';
import { DrawSample_mutation } from './change-documents.ts';
import { filledRows } from './start-input.ts';

interface Props {
  datasetId: string;
  /** How many rows are reviewed. */
  filled: number;
  onDrawn: (id: string) => void;
}

/** Draws rows at random and keeps them under a name, so that later evaluations are compared on the same ones. */
export function DrawSample({ datasetId, filled, onDrawn }: Props) {
  const [name, setName] = useState('');
  const [size, setSize] = useState<number | string>(100);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, draw] = useMutation(DrawSample_mutation);

  async function run(onlyFilled: boolean) {
    const input = {
      datasetId,
      name: name.trim() || `Sample of ${Number(size)}`,
      size: Number(size),
      ...(onlyFilled && { filter: filledRows }),
    };
    const { done, problem: refused } = outcome(await draw({ input }), 'drawSample');
    if (done) onDrawn(done.sample.id);
    else setProblem(refused);
  }
  return (
    <>
      <Group gap="xs" align="flex-end">
        <NumberInput
          size="xs"
          w={110}
          label="Draw rows"
          min={1}
          allowDecimal={false}
          thousandSeparator=","
          value={size}
          onChange={setSize}
        />
        <TextInput
          size="xs"
          flex={1}
          miw={150}
          label="Called"
          placeholder={`Sample of ${Number(size) || ''}`}
          maxLength={120}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button variant="default" loading={fetching} disabled={!Number(size)} onClick={() => void run(false)}>
          From all
        </Button>
        <Button variant="default" loading={fetching} disabled={!Number(size) || filled === 0} onClick={() => void run(true)}>
          From reviewed
        </Button>
      </Group>
      <ProblemText size="xs" mt={4}>
        {problem}
      </ProblemText>
    </>
  );
}
