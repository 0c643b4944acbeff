import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';

interface Props {
  /** The last characters of the key that there is; null without one. */
  hint: string | null;
  /** Undefined: the key stays. Empty: it is taken away. */
  onChange: (key: string | undefined) => void;
}

/** A provider's key, which can be set and taken away, and never read. */
export function KeyField({ hint, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const [gone, setGone] = useState(false);
  const set = (text: string, taken: boolean) => {
    setTyped(text);
    setGone(taken);
    onChange(taken ? '' : text.trim() || undefined);
  };
  return (
    <>
      <PasswordInput
        label="API key"
        autoComplete="off"
        description={hint ? `There is one that ends in ${hint}. Left empty, it stays.` : 'Kept encrypted, and never shown again.'}
        disabled={gone}
        value={typed}
        onChange={(event) => set(event.currentTarget.value, false)}
      />
      {hint && (
        <Button
          variant="subtle"
          color={gone ? 'gray' : 'red'}
          size="compact-xs"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => set('', !gone)}
        >
          {gone ? 'Keep the key after all' : 'Take the key away'}
        </Button>
      )}
    </>
  );
}
