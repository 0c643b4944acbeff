import { Group, NumberInput, Select, Stack } from '@mantine/core';
import { numberIn, textIn, typedNumber, type FieldProps } from './field-props.ts';

/** How like the expected output the output has to be. */
export function SimilarityFields({ config, onChange, problemAt }: FieldProps) {
  return (
    <Stack gap="md">
      <Select
        label="Measure"
        allowDeselect={false}
        value={textIn(config.measure)}
        onChange={(measure) => measure && onChange({ measure })}
        data={[
          { value: 'TOKEN_F1', label: 'Token F1: the words that both share' },
          { value: 'EDIT', label: 'Edit similarity: 1 − edits ÷ the longer length' },
        ]}
      />
      <NumberInput
        label="Passes at"
        description="0 is nothing in common, 1 is the same"
        min={0}
        max={1}
        step={0.05}
        maw={200}
        value={numberIn(config.passAt)}
        error={problemAt('passAt')}
        onChange={(passAt) => onChange({ passAt: typedNumber(passAt) })}
      />
    </Stack>
  );
}

/** How long the output may be. */
export function LengthFields({ config, onChange, problemAt }: FieldProps) {
  const bound = (field: 'least' | 'most', label: string) => (
    <NumberInput
      label={label}
      placeholder="no bound"
      min={0}
      allowDecimal={false}
      thousandSeparator=","
      value={numberIn(config[field])}
      error={problemAt(field)}
      onChange={(value) => onChange({ [field]: typedNumber(value) })}
    />
  );
  return (
    <Stack gap="md">
      <Select
        label="Counted in"
        allowDeselect={false}
        maw={320}
        value={textIn(config.unit)}
        onChange={(unit) => unit && onChange({ unit })}
        data={[
          { value: 'CHARACTERS', label: 'characters' },
          { value: 'WORDS', label: 'words' },
          { value: 'SENTENCES', label: 'sentences' },
          { value: 'TOKENS', label: 'tokens, as the model counted them' },
        ]}
      />
      <Group grow maw={420} align="flex-start">
        {bound('least', 'At least')}
        {bound('most', 'At most')}
      </Group>
    </Stack>
  );
}

export function LatencyFields({ config, onChange, problemAt }: FieldProps) {
  return (
    <NumberInput
      label="The answer took at most"
      suffix=" ms"
      thousandSeparator=","
      min={1}
      step={500}
      maw={220}
      value={numberIn(config.mostMs)}
      error={problemAt('mostMs')}
      onChange={(mostMs) => onChange({ mostMs: typedNumber(mostMs) })}
    />
  );
}

export function CostFields({ config, onChange, problemAt }: FieldProps) {
  return (
    <NumberInput
      label="The answer cost at most"
      description="US dollars"
      prefix="$"
      min={0}
      step={0.001}
      decimalScale={6}
      maw={220}
      value={numberIn(config.most)}
      error={problemAt('most')}
      onChange={(most) => onChange({ most: typedNumber(most) })}
    />
  );
}
