import { builder } from '../builder.ts';
import type { ColumnShape, OptionShape } from './dataset-shape.ts';

export const ColumnRoleEnum = builder.enumType('ColumnRole', {
  description: 'What a column is for. INPUT and OUTPUT come with the row; ANNOTATION is what reviewers write.',
  values: ['INPUT', 'OUTPUT', 'ANNOTATION'] as const,
});

export const ColumnTypeEnum = builder.enumType('ColumnType', {
  description: 'What a column holds. It never changes.',
  values: {
    TEXT: { description: 'A string.' },
    LABEL: { description: 'One of the column’s options, by value.' },
    NUMBER: { description: 'A finite double.' },
    BOOLEAN: { description: 'True or false.' },
    JSON: { description: 'Anything that JSON can say.' },
  },
});

export const LabelOption = builder.objectRef<OptionShape>('LabelOption');
builder.node(LabelOption, {
  id: { resolve: ({ id }) => id },
  description: 'One value of a LABEL column. Rows name it by its id, so that another value or colour rewrites none of them.',
  fields: (t) => ({
    value: t.exposeString('value', { description: 'What callers write and read. Unique in its column, retired ones included.' }),
    color: t.exposeString('color', { description: 'A colour’s name in the page’s palette: gray, red, green…' }),
    position: t.exposeInt('position', { description: 'From 0.' }),
    retired: t.exposeBoolean('retired', { description: 'Rows that have it keep it; it cannot be set anew.' }),
  }),
});

export const DatasetColumn = builder.objectRef<ColumnShape>('DatasetColumn');
builder.node(DatasetColumn, {
  id: { resolve: ({ id }) => id },
  description: 'A column of a dataset. Cells are kept by its id, so that another key or title rewrites no row.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: 'The name in values, filters and files: a to z, 0 to 9 and _. Unique in its dataset, retired ones included.',
    }),
    title: t.exposeString('title', { description: 'Shown to people.' }),
    description: t.exposeString('description', { description: 'Tells reviewers what belongs there; may be empty.' }),
    role: t.field({ type: ColumnRoleEnum, description: 'What it is for.', resolve: ({ role }) => role }),
    type: t.field({ type: ColumnTypeEnum, description: 'What it holds.', resolve: ({ type }) => type }),
    system: t.exposeBoolean('system', {
      description: 'True for `annotation_status` alone: moved by filling and reopening, never by writing to it.',
    }),
    position: t.exposeInt('position', { description: 'Ascending from the left; not without gaps.' }),
    retired: t.exposeBoolean('retired', { description: 'Out of sight and not writable; its values are kept.' }),
    options: t.field({
      type: [LabelOption],
      description: 'By position, retired ones too; empty unless the type is LABEL.',
      resolve: ({ options }) => [...options],
    }),
  }),
});
