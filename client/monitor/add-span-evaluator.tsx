import { Checkbox, Group, NumberInput, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useProject } from '../app/project.tsx';
import { EvaluatorSelect } from '../evaluators/evaluator-select.tsx';
import { StandingForm } from '../evaluators/standing-form.tsx';
import type { Json } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { filterWords } from './filter-words.ts';
import { AddSpanEvaluator_mutation } from './span-evaluator-documents.ts';
import { conditionsIn, spanFilter } from './span-filter.ts';
import type { SpanSearch } from './span-search.ts';

interface Props {
  /** Evaluators that run on spans already. */
  taken: readonly string[];
  search: SpanSearch;
  onDone: () => void;
}

/** Lets an evaluator run on all spans, or on those that are like what the Monitor shows. */
export function AddSpanEvaluator({ taken, search, onDone }: Props) {
  const { id: projectId } = useProject();
  const [, add] = useMutation(AddSpanEvaluator_mutation);
  // A time range is about what was, and this is about what comes.
  const { ago: _ago, from: _from, to: _to, ...conditions } = conditionsIn(search);
  const shown = spanFilter(conditions, 0);
  const words = filterWords(JSON.parse(JSON.stringify(shown)) as Json);
  const canNarrow = Object.keys(shown).length > 0;

  const [evaluatorId, setEvaluatorId] = useState<string | null>(null);
  const [narrow, setNarrow] = useState(canNarrow);
  const [percent, setPercent] = useState<string | number>(100);
  const [budget, setBudget] = useState<string | number>('');
  const [all, setAll] = useState(false);

  const submit = async () => {
    if (!evaluatorId) return 'Choose an evaluator first.';
    const result = await add({
      input: {
        projectId,
        evaluatorId,
        filter: narrow ? shown : undefined,
        share: percent === '' ? undefined : Number(percent) / 100,
        budget: budget === '' ? undefined : Number(budget),
        from: all ? 'BEGINNING' : 'NOW',
      },
    });
    return outcome(result, 'addSpanEvaluator').problem;
  };

  return (
    <StandingForm onAdd={submit} onDone={onDone}>
      <EvaluatorSelect taken={taken} none="There is none that does not run yet" value={evaluatorId} onChange={setEvaluatorId} />
      <Radio.Group label="Runs on" value={narrow ? 'shown' : 'all'} onChange={(value) => setNarrow(value === 'shown')}>
        <Stack gap={6} mt={4}>
          <Radio size="xs" value="all" label="All spans" />
          <Radio
            size="xs"
            value="shown"
            disabled={!canNarrow}
            label={canNarrow ? `Those like what is shown now: ${words}` : 'Spans of a filter: set it in the Monitor first'}
          />
        </Stack>
      </Radio.Group>
      <Group grow gap="sm" align="flex-start">
        <NumberInput label="Of these" suffix=" %" min={0.1} max={100} value={percent} onChange={setPercent} hideControls />
        <NumberInput label="Budget" prefix="$" placeholder="No bound" min={0} value={budget} onChange={setBudget} hideControls />
      </Group>
      <Checkbox
        size="xs"
        label="Those that are here already, too"
        checked={all}
        onChange={(event) => setAll(event.currentTarget.checked)}
      />
    </StandingForm>
  );
}
