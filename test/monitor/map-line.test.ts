import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapLine, parseMapping, type Mapping } from '@docket/schema/monitor/map-line.ts';
import { readLines, type Line } from '@docket/server/cli/read-lines.ts';

const mapping = (text: string): Mapping => {
  const parsed = parseMapping(text);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
};
const map = (line: Parameters<typeof mapLine>[0], ...mappings: string[]) => mapLine(line, mappings.map(mapping));

describe('a mapping', () => {
  test('puts fields where they are sent', () => {
    const line = { ID: 7, ask: 'Why?', answer: { text: 'So.' }, verdict: 'no', quality: '0.5', day: 1_700_000_000, who: { name: 'Ada' } };
    const mappings = [
      'ID=id',
      'ask=input.question',
      'answer.text=output',
      'verdict=attributes.human.verdict',
      'quality=scores.quality',
      'day=startedAt',
      'who.name=userId',
    ];
    expect(map(line, ...mappings)).toEqual({
      span: {
        id: '7',
        variables: { question: 'Why?' },
        output: 'So.',
        attributes: { 'human.verdict': 'no' },
        scores: { quality: 0.5 },
        startedAt: '2023-11-14T22:13:20.000Z',
        userId: 'Ada',
      },
      left: [],
      missing: [],
    });
  });

  test('takes fields that a span has as they are, unless they are sent elsewhere', () => {
    expect(map({ id: 'a', output: 'x', kind: 'tool', tags: 'one', model: 'm', rest: 1 }, 'model=attributes.model')).toEqual({
      span: { id: 'a', output: 'x', kind: 'TOOL', tags: ['one'], attributes: { model: 'm' } },
      left: ['rest'],
      missing: [],
    });
    expect(map({ id: 'a', key: 'b' }, 'key=id').span).toEqual({ id: 'b' });
    expect(map({ id: 'a', attributes: { x: 1 }, y: 2 }, 'y=attributes.y').span).toEqual({ id: 'a', attributes: { x: 1, y: 2 } });
  });

  test('prefers a field with dots in its name to a path', () => {
    expect(map({ id: 'a', 'a.b': 1, a: { b: 2 } }, 'a.b=input.x').span).toMatchObject({ variables: { x: 1 } });
    expect(map({ id: 'a', a: [{ b: 2 }] }, 'a.0.b=input.x').span).toMatchObject({ variables: { x: 2 } });
  });

  test('finds nothing that objects inherit, and names what it did not find', () => {
    expect(map({ id: 'a' }, 'constructor=output', '__proto__.x=model', 'none=name')).toEqual({
      span: { id: 'a' },
      left: [],
      missing: ['constructor', '__proto__.x', 'none'],
    });
    const line = JSON.parse('{"id": "a", "__proto__": {"x": 1}}') as { id: string };
    expect(Object.keys(map(line, '__proto__=attributes.__proto__').span.attributes as object)).toEqual(['__proto__']);
  });

  test('makes an id of the content where there is none: the same line, the same id', () => {
    const [one, two, three] = [map({ output: 'x', model: 'm' }), map({ model: 'm', output: 'x' }), map({ output: 'y', model: 'm' })];
    expect(one.span.id).toMatch(/^[0-9a-f]{32}$/);
    expect(two.span.id).toBe(one.span.id);
    expect(three.span.id).not.toBe(one.span.id);
    expect(map({ id: '', output: 'x', model: 'm' }).span.id).toBe(one.span.id);
  });

  test.each(['x', '=id', 'x=', 'x=input', 'x=input.', 'x=nowhere', 'x=id.y', 'x=constructor.y', 'x=toString'])('%s is none', (text) => {
    expect(parseMapping(text)).toBeTypeOf('string');
  });

  test('may have = in its source', () => {
    expect(mapping('a=b=output')).toEqual({ from: 'a=b', to: { field: 'output', entry: null } });
  });
});

describe('lines', () => {
  const read = async (bytes: Buffer, chunk: number, max?: number) => {
    async function* chunks() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    }
    const lines: Line[] = [];
    for await (const line of readLines(chunks(), max)) lines.push(line);
    return lines;
  };

  test('are the same however the bytes come', async () => {
    const text = '\uFEFF{"a":"ü😀"}\r\n\n  \r\n{"b":2}\n[1]\nno\n\uFEFF{"c":3}\n{"d":4}';
    const expected = [
      { number: 1, value: { a: 'ü😀' } },
      { number: 4, value: { b: 2 } },
      { number: 5, problem: 'the line is JSON, but not an object' },
      { number: 6, problem: expect.stringContaining('the line is not JSON') as string },
      { number: 7, problem: expect.stringContaining('the line is not JSON') as string },
      { number: 8, value: { d: 4 } },
    ];
    for (const chunk of [1, 2, 3, 7, 1000]) expect(await read(Buffer.from(text), chunk)).toEqual(expected);
  });

  test('that are no UTF-8 or too long are told, and the next one is read', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`"}\n{"b":"${'x'.repeat(100)}"}\n{"c":1}\n`),
    ]);
    expect(await read(bytes, 16, 50)).toEqual([
      { number: 1, problem: 'the line is not UTF-8' },
      { number: 2, problem: 'the line is longer than 50 bytes' },
      { number: 3, value: { c: 1 } },
    ]);
  });

  test('come back whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue())),
        fc.integer({ min: 1, max: 50 }),
        async (objects, chunk) => {
          const lines = objects.map((object) => JSON.stringify(object));
          const found = await read(Buffer.from(lines.join('\n')), chunk);
          expect(found.map((line) => ('value' in line ? JSON.stringify(line.value) : line.problem))).toEqual(lines);
        },
      ),
    );
  });
});
