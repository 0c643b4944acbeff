import { expect, test } from 'vitest';
import { piecesOf, templateProblem, variablesOf } from './template.ts';

const kinds = (template: string) => piecesOf(template).map(({ kind, text }) => `${kind}:${text}`);

test('tags are marked, and the pieces are the text', () => {
  const template = 'Hi {{name}}, {{{raw}}}{{& too }}\n{{#items}}- {{.}}\n{{/items}}{{^items}}none{{/items}}{{! a }} b {{ user.name }}';
  expect(
    piecesOf(template)
      .map(({ text }) => text)
      .join(''),
  ).toBe(template);
  expect(kinds(template)).toEqual([
    'text:Hi ',
    'variable:{{name}}',
    'text:, ',
    'variable:{{{raw}}}',
    'variable:{{& too }}',
    'text:\n',
    'section:{{#items}}',
    'text:- ',
    'variable:{{.}}',
    'text:\n',
    'section:{{/items}}',
    'section:{{^items}}',
    'text:none',
    'section:{{/items}}',
    'comment:{{! a }}',
    'text: b ',
    'variable:{{ user.name }}',
  ]);
});

test.each(['{{', 'a {{b', '{{}}', '}} {{ }}', '{{>partial}}', '{{a {{b}}', '{ {a} }', '{{{a}}', '{{!', '🚚{{naïve}}'])(
  '%s is marked whole',
  (template) => {
    expect(
      piecesOf(template)
        .map(({ text }) => text)
        .join(''),
    ).toBe(template);
  },
);

test.each([
  ['{{a}} {{#b}}{{c}}{{/b}}', null],
  ['{{a', 'A {{ is not closed by }}.'],
  ['{{a {{b}}', 'A {{ is not closed by }}.'],
  ['{{}}', 'A {{ }} without a name.'],
  ['{{#a}}', 'The section {{#a}} is not closed.'],
  ['{{/a}}', '{{/a}} ends a section that did not begin.'],
  ['{{#a}}{{#b}}{{/a}}{{/b}}', '{{/a}} stands where {{/b}} should be.'],
  ['{{>a}}', '{{>a}}: a prompt cannot include another.'],
])('%s: %s', (template, problem) => expect(templateProblem(template)).toBe(problem));

test('variables are what stands outside of sections, and the sections', () => {
  const found = variablesOf(['{{b}} {{#list}}{{inner}}{{/list}}', '{{user.name}} {{^list}}{{x}}{{/list}} {{b}} {{.}} {{! no }} {{open']);
  expect(found).toEqual([
    { name: 'b', structured: false, needed: true },
    { name: 'list', structured: true, needed: false },
    { name: 'user', structured: true, needed: true },
  ]);
});
