import { Group, RingProgress, Text, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { clockTime } from './review-facts.ts';

interface Props {
  expiresAt: number;
  seconds: number;
  /** The server's clock. */
  now: () => number;
  online: boolean;
}

/** Under this the countdown turns loud. */
const SOON = 60_000;

/** How long the claim still holds. A clock drawn once a second; nothing is asked of the server. */
export function ClaimTimer({ expiresAt, seconds, now, online }: Props) {
  const [left, setLeft] = useState(() => expiresAt - now());
  useEffect(() => {
    const draw = () => setLeft(expiresAt - now());
    draw();
    const timer = setInterval(draw, 1000);
    return () => clearInterval(timer);
  }, [expiresAt, now]);

  const soon = left < Math.min(SOON, seconds * 500);
  const over = left <= 0;
  const color = over ? 'red' : soon ? 'orange' : 'petrol';
  const say = over
    ? online
      ? 'Your claim is running out'
      : 'Your claim has run out by now; what you typed is kept'
    : `Your claim holds for ${clockTime(left)}. It is renewed while you work here.`;
  return (
    <Tooltip label={say} multiline maw={280}>
      <Group gap={4} wrap="nowrap" role="timer" aria-label={say}>
        <RingProgress size={22} thickness={3} roundCaps sections={[{ value: Math.max(0, Math.min(100, left / (seconds * 10))), color }]} />
        <Text size="sm" fw={soon ? 650 : 450} c={soon ? color : 'dimmed'} style={{ minWidth: 36 }}>
          {over ? '0:00' : clockTime(left)}
        </Text>
        <span className="visually-hidden" role="status">
          {soon && !over ? 'Your claim runs out in less than a minute. Any key keeps it.' : ''}
        </span>
      </Group>
    </Tooltip>
  );
}
