import { ActionIcon, Group, Select, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { describe, sentence } from '../../filter/describe.ts';
import { newRule, otherSubjects, type Rule, type Verb } from './filter-tree.ts';
import { RuleValue, type Choices } from './rule-value.tsx';
import { subjectNames, verbNames, verbsFor } from './rule-words.ts';

interface Props extends Choices {
  rule: Rule;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
}

/** One condition: what it is about, how it compares, with what. */
export function RuleRow({ rule, onChange, onRemove, ...choices }: Props) {
  const { columns, people, slices } = choices;
  const column = columns.find((one) => `column:${one.key}` === rule.subject);
  const subjects = [
    { group: 'Columns', items: columns.map((one) => ({ value: `column:${one.key}`, label: one.title || one.key })) },
    { group: 'The row', items: otherSubjects.map((one) => ({ value: one, label: subjectNames[one] })) },
  ];
  const verbs = verbsFor(column);

  function about(subject: string | null) {
    const next = columns.find((one) => `column:${one.key}` === subject);
    if (subject) onChange({ ...newRule(subject, verbsFor(next)[0] ?? 'is'), id: rule.id });
  }
  /** A list and a single value are not the same thing: changing between them starts over. */
  function how(verb: Verb) {
    const kept = (rule.verb === 'is' || rule.verb === 'isNot') === (verb === 'is' || verb === 'isNot');
    onChange({ ...rule, verb, value: kept ? rule.value : null });
  }

  return (
    <Group gap={6} wrap="wrap" align="flex-start" role="group" aria-label="Condition">
      {rule.subject === null && rule.raw ? (
        <Text size="sm" flex={1} py={4}>
          {sentence(describe(rule.raw, { columns, people, slices }))}
        </Text>
      ) : (
        <>
          <Select
            size="xs"
            w={160}
            aria-label="About"
            searchable
            allowDeselect={false}
            data={subjects}
            value={rule.subject}
            onChange={about}
          />
          {verbs.length > 0 && (
            <Select
              size="xs"
              w={130}
              aria-label="How"
              allowDeselect={false}
              data={verbs.map((verb) => ({ value: verb, label: verbNames[verb] }))}
              value={rule.verb}
              onChange={(verb) => how(verb ?? 'is')}
            />
          )}
          <RuleValue {...choices} rule={rule} column={column} onChange={(value) => onChange({ ...rule, value })} />
        </>
      )}
      <ActionIcon aria-label="Remove this condition" onClick={onRemove} mt={2}>
        <IconX size={14} />
      </ActionIcon>
    </Group>
  );
}
