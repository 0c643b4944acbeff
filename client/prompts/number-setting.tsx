import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';

interface Props extends Omit<NumberInputProps, 'value' | 'onChange'> {
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

function numberIn(typed: number | string): number | undefined {
  if (typeof typed === 'number') return typed;
  const value = Number(typed);
  return typed.trim() !== '' && Number.isFinite(value) ? value : undefined;
}

/** A number that may be left to the provider. What is on its way to a number, a lone minus sign, stays as it is typed. */
export function NumberSetting({ value, onChange, ...props }: Props) {
  const [typed, setTyped] = useState<number | string>(value ?? '');
  return (
    <NumberInput
      size="xs"
      placeholder="default"
      clampBehavior="strict"
      value={numberIn(typed) === value ? typed : (value ?? '')}
      onChange={(next) => {
        setTyped(next);
        onChange(numberIn(next));
      }}
      {...props}
    />
  );
}
