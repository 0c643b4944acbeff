import { expect, test } from 'vitest';
import { compareContents, comparedLines, type Part } from './compare.ts';
import { sameContent, type PromptContent } from './content.ts';

const content = (part: Partial<PromptContent> = {}): PromptContent => ({
  messages: [],
  provider: 'openai',
  model: 'small-1',
  settings: {},
  tools: [],
  responseSchema: null,
  ...part,
});
const said = (parts: Part[] | null) => parts && parts.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('');
const sides = (before: string, after: string) => comparedLines(before, after).map((pair) => [said(pair.before), said(pair.after)]);

test('lines stand beside each other, and within them words are marked', () => {
  expect(sides('one\ntwo words\nthree', 'one\ntwo other words\nthree\nfour')).toEqual([
    ['one', 'one'],
    ['two words', 'two [other ]words'],
    ['three', 'three'],
    [null, 'four'],
  ]);
});

test.each([
  ['', ''],
  ['a\n\nb', 'a\nb'],
  ['same', 'same'],
  ['x\ny\n', ''],
  ['line', 'line\n'],
])('both sides keep all their lines: %j, %j', (before, after) => {
  const pairs = comparedLines(before, after);
  const side = (which: 'before' | 'after') =>
    pairs.flatMap((pair) => (pair[which] ? [pair[which].map(({ text }) => text).join('')] : [])).join('\n');
  expect(side('before').trimEnd()).toBe(before.trimEnd());
  expect(side('after').trimEnd()).toBe(after.trimEnd());
});

test('a message that was put in front moves no other', () => {
  const user = { role: 'USER', content: '{{question}}' } as const;
  const { messages, same } = compareContents(
    content({ messages: [user] }),
    content({ messages: [{ role: 'SYSTEM', content: 'Be brief.' }, user] }),
  );
  expect(same).toBe(false);
  expect(messages.map((pair) => [pair.before?.role ?? null, pair.after?.role ?? null, pair.same])).toEqual([
    [null, 'SYSTEM', false],
    ['USER', 'USER', true],
  ]);
});

test('settings of either side are told, model and provider always', () => {
  const before = content({ settings: { temperature: 0, stop: ['\n'] } });
  const after = content({ provider: null, settings: { temperature: 0, maxTokens: 100 } });
  expect(compareContents(before, after).facts).toEqual([
    { name: 'Provider', before: 'openai', after: '', same: false },
    { name: 'Model', before: 'small-1', after: 'small-1', same: true },
    { name: 'Temperature', before: '0', after: '0', same: true },
    { name: 'Most tokens', before: '', after: '100', same: false },
    { name: 'Stop at', before: '"\\n"', after: '', same: false },
  ]);
});

test('the order of keys is no difference', () => {
  const one = content({ responseSchema: { type: 'object', properties: { a: { type: 'string' } } } });
  const other = content({ responseSchema: { properties: { a: { type: 'string' } }, type: 'object' } });
  expect(sameContent(one, other)).toBe(true);
  expect(compareContents(one, other)).toMatchObject({ same: true, schema: { same: true } });
});
