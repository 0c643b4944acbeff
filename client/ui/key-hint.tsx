import { Kbd } from '@mantine/core';
import { Fragment } from 'react';

const isMac = /mac|iphone|ipad/i.test(globalThis.navigator?.userAgent ?? '');
const names: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: '⇧',
  enter: '↵',
  escape: 'Esc',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
};

/** The keys for something, as small caps: `<KeyHint keys="mod+enter" />`. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span aria-hidden style={{ whiteSpace: 'nowrap' }}>
      {keys.split('+').map((key, at) => (
        <Fragment key={key}>
          {at > 0 && ' '}
          <Kbd size="xs">{names[key.toLowerCase()] ?? key.toUpperCase()}</Kbd>
        </Fragment>
      ))}
    </span>
  );
}
