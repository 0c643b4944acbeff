import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';

interface Props {
  label: string;
  value?: string;
  onChange: (value: string | undefined) => void;
}

/** A text to search for: taken over when typing pauses, or at once with Enter. `/` goes there. */
export function SearchBox({ label, value = '', onChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState({ from: value, text: value });
  const text = typed.from === value ? typed.text : value;
  const later = useDebouncedCallback((next: string) => onChange(next.trim() || undefined), 350);
  useHotkeys([['/', () => input.current?.focus()]]);

  const type = (next: string, now = false) => {
    setTyped({ from: value, text: next });
    later(next);
    if (now) later.flush();
  };
  return (
    <TextInput
      ref={input}
      type="search"
      size="xs"
      w={{ base: '100%', xs: 240 }}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} />}
      rightSection={text && <CloseButton size="xs" aria-label="Clear the search" onClick={() => type('', true)} />}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') type(text, true);
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
