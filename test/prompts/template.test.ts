import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '@docket/schema/monitor/json-value.ts';
import { MissingVariables, parseTemplate } from '@docket/schema/prompts/template.ts';
import { InvalidInput } from '@docket/schema/refusals.ts';

const render = (template: string, values: JsonObject) => parseTemplate(template).render(values);

describe('a template', () => {
  test.each([
    ['Hi {{name}}!', { name: 'Ada <b>&"' }, 'Hi Ada <b>&"!'],
    ['{{&name}}{{{name}}}', { name: '<' }, '<<'],
    ['{{a.b.c}}', { a: { b: { c: 3 } } }, '3'],
    [
      '{{#items}}- {{title}} of {{shop}}\n{{/items}}',
      { shop: 'Harbor', items: [{ title: 'a' }, { title: 'b' }] },
      '- a of Harbor\n- b of Harbor\n',
    ],
    ['{{#items}}{{.}},{{/items}}', { items: [1, 'two', true] }, '1,two,true,'],
    ['{{#tone}}Be {{tone}}.{{/tone}}{{^tone}}As you like.{{/tone}}', { tone: 'brief' }, 'Be brief.'],
    ['{{#tone}}Be {{tone}}.{{/tone}}{{^tone}}As you like.{{/tone}}', {}, 'As you like.'],
    ['{{! for us }}x', {}, 'x'],
    ['{{nothing}}.', { nothing: null }, '.'],
    ['{{data}}', { data: { a: [1] } }, '{\n  "a": [\n    1\n  ]\n}'],
    ['{{userQuery}}', { user_query: 'by the column' }, 'by the column'],
    ['{{userQuery}}', { user_query: 'column', userQuery: 'itself' }, 'itself'],
    ['{{#a}}{{length}}{{/a}}', { a: [[1, 2]], length: 'mine' }, 'mine'],
  ])('%s of %j', (template, values, wanted) => expect(render(template, values as JsonObject)).toBe(wanted));

  test('names what it must have, in order and once', () => {
    expect(parseTemplate('{{b}} {{#list}}{{inner}} {{b}}{{/list}} {{a.x}} {{^none}}{{/none}} {{b}}').variables).toEqual([
      'b',
      'list',
      'a',
      'none',
    ]);
  });

  test('does not guess what nobody gave, and finds nothing that objects inherit', () => {
    for (const [template, names] of [
      ['{{a}} {{b.c}} {{a}}', ['a', 'b.c']],
      ['{{constructor}}{{toString}}{{__proto__}}', ['constructor', 'toString', '__proto__']],
      ['{{#list}}{{map}}{{/list}}', ['map']],
    ] as const) {
      const values = { list: [1] };
      expect(() => render(template, values), template).toThrow(MissingVariables);
      expect(() => render(template, values)).toThrow(expect.objectContaining({ names }) as Error);
    }
  });

  test.each([
    ['a\n {{#open}}', 'Unclosed section "open", line 2'],
    ['{{/shut}}', 'Unopened section "shut", line 1, column 1'],
    ['{{', 'Unclosed tag'],
    ['{{>other}}', 'a prompt cannot include another, line 1, column 1'],
    ['x{{#a}}{{>other}}{{/a}}', 'a prompt cannot include another, line 1, column 8'],
    ['{{=<% %>=}}', 'delimiters cannot be changed'],
    [`${'{{#a}}'.repeat(40)}${'{{/a}}'.repeat(40)}`, 'nested more than 32 deep'],
  ])('%j is refused and says where', (template, said) => {
    expect(() => parseTemplate(template)).toThrow(InvalidInput);
    expect(() => parseTemplate(template)).toThrow(said);
  });

  test('ends, whatever it repeats', () => {
    const many = { a: Array.from({ length: 1000 }, () => 1) };
    expect(() => render('{{#a}}{{#a}}{{#a}}x{{/a}}{{/a}}{{/a}}', many)).toThrow('more than a million times');
    expect(() => render(`{{#a}}${'x'.repeat(5000)}{{/a}}`, many)).toThrow('longer than');
  });

  test('puts any text where its name stands, as it is, and never reads it as a template', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, other) => {
        expect(render('a {{x}} b {{&y}} c', { x: text, y: other })).toBe(`a ${text} b ${other} c`);
        expect(render('{{x}}', { x: `{{y}}${text}{{#z}}`, y: 'no' })).toBe(`{{y}}${text}{{#z}}`);
      }),
    );
  });
});
