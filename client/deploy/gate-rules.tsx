import { Input, Select, Stack } from '@mantine/core';
import type { GateDataset } from './gate-documents.ts';
import { GateRuleFields } from './gate-rule-fields.tsx';
import { emptyRule, type TypedRule } from './typed-gate.ts';

interface Props {
  rules: TypedRule[];
  evaluators: readonly { id: string; name: string }[];
  /** Label columns of the dataset. */
  columns: GateDataset['columns'];
  onChange: (rules: TypedRule[]) => void;
}

/** What each evaluator’s verdicts must come to. */
export function GateRules({ rules, evaluators, columns, onChange }: Props) {
  const left = evaluators.filter(({ id }) => !rules.some(({ evaluatorId }) => evaluatorId === id));
  const set = (at: number, rule: TypedRule) => onChange(rules.map((old, place) => (place === at ? rule : old)));
  return (
    <Input.Wrapper label="Evaluators" labelElement="div" description="An evaluation counts when it ran all of them.">
      <Stack gap="sm" mt={8}>
        {rules.map((rule, at) => (
          <GateRuleFields
            key={rule.evaluatorId}
            rule={rule}
            name={evaluators.find(({ id }) => id === rule.evaluatorId)?.name ?? 'An evaluator that is archived'}
            columns={columns}
            onChange={(changed) => set(at, changed)}
            onRemove={() => onChange(rules.filter((_, place) => place !== at))}
          />
        ))}
        {left.length > 0 ? (
          <Select
            size="xs"
            aria-label="Add an evaluator"
            placeholder="Add an evaluator…"
            data={left.map(({ id, name }) => ({ value: id, label: name }))}
            value={null}
            onChange={(id) => id && onChange([...rules, emptyRule(id)])}
          />
        ) : (
          evaluators.length === 0 && <Input.Description>There is no evaluator yet: make one first.</Input.Description>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
