import { expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

test.each([
  [undefined, '/'],
  ['/p/a/monitor?x=1', '/p/a/monitor?x=1'],
  ['https://elsewhere.example', '/'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['/sign-in?next=/', '/'],
])('%s leads to %s', (next, to) => expect(safeNext(next)).toBe(to));
