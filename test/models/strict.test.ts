import { expect, test } from 'vitest';
import { fitsStrict } from '@docket/server/models/fits-strict.ts';

const text = { type: 'string' };
const object = (more: object) => ({ type: 'object', properties: { a: text }, required: ['a'], additionalProperties: false, ...more });

// Examples after https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
test.each([
  ['all required and closed', object({}), true],
  ['open', object({ additionalProperties: undefined }), false],
  ['open by a schema', object({ additionalProperties: text }), false],
  ['one not required', object({ required: [] }), false],
  ['none required', object({ required: undefined }), false],
  ['without properties', { type: 'object', additionalProperties: false }, true],
  ['an object or null', object({ type: ['object', 'null'], required: [] }), false],
  ['no type', { properties: { a: text } }, false],
  ['open within', object({ properties: { a: object({ required: [] }) } }), false],
  ['open within a list', { type: 'array', items: object({ additionalProperties: true }) }, false],
  ['open in a choice', object({ properties: { a: { anyOf: [text, object({ required: [] })] } } }), false],
  ['open in a definition', object({ $defs: { b: object({ required: [] }) } }), false],
  ['closed throughout', object({ properties: { a: { type: 'array', items: object({}) } }, $defs: { b: object({}) } }), true],
  ['a property of the name type', object({ properties: { type: text }, required: ['type'] }), true],
])('%s', (_, schema, fits) => {
  expect(fitsStrict(JSON.parse(JSON.stringify(schema)))).toBe(fits);
});
