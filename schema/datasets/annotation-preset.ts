import { NameTaken } from '../refusals.ts';
import { changeStructure, type StructureServices } from './change-structure.ts';
import { STATUS_KEY, type DatasetShape } from './dataset-shape.ts';
import { checkColumnCount, insertColumns, type NewColumn } from './insert-columns.ts';

/** The column that every dataset has from its creation: its value is the row's status. */
export const statusColumn: NewColumn = {
  key: STATUS_KEY,
  title: 'Annotation status',
  description: 'Whether the row is still in the queue (empty) or done (filled). Moved by filling and reopening alone.',
  role: 'ANNOTATION',
  type: 'LABEL',
  system: true,
  options: [
    { value: 'empty', color: 'gray' },
    { value: 'filled', color: 'green' },
  ],
};

/** The recommended annotation columns. */
export const annotationPreset: readonly NewColumn[] = [
  {
    key: 'annotation',
    title: 'Annotation',
    description: 'What the reviewer has to say about the answer.',
    role: 'ANNOTATION',
    type: 'TEXT',
  },
  {
    key: 'feedback_category',
    title: 'Feedback category',
    description: 'What kind of answer it was.',
    role: 'ANNOTATION',
    type: 'LABEL',
    options: [
      { value: 'correct', color: 'green' },
      { value: 'incorrect', color: 'orange' },
      { value: 'hallucination', color: 'red' },
      { value: 'off-topic', color: 'grape' },
      { value: 'too-long', color: 'blue' },
    ],
  },
  {
    key: 'expected_output',
    title: 'Expected output',
    description: 'What the answer should have been: the reference when a prompt is evaluated.',
    role: 'ANNOTATION',
    type: 'TEXT',
  },
  {
    key: 'priority',
    title: 'Priority',
    description: 'How much it matters.',
    role: 'ANNOTATION',
    type: 'LABEL',
    options: [
      { value: 'high', color: 'red' },
      { value: 'medium', color: 'yellow' },
      { value: 'low', color: 'gray' },
    ],
  },
];

/** Which columns of the preset a dataset lacks; refuses where another kind of column has the key. */
export function missingFromPreset(shape: Pick<DatasetShape, 'byKey'>): NewColumn[] {
  return annotationPreset.filter(({ key, role, type }) => {
    const there = shape.byKey.get(key);
    if (there && (there.role !== role || there.type !== type)) throw new NameTaken(key);
    return !there;
  });
}

/** Gives a dataset the recommended annotation columns. Those it has, retired ones too, are left as they are. */
export async function addAnnotationPreset(
  services: StructureServices,
  input: { datasetId: number; actorId: number; maxColumns: number },
): Promise<void> {
  await changeStructure(services, input.datasetId, input.actorId, async ({ client, shape }) => {
    const missing = missingFromPreset(shape);
    if (missing.length === 0) return null;
    checkColumnCount(shape, missing.length, input.maxColumns);
    await insertColumns(client, shape, missing);
    return { change: 'preset', keys: missing.map(({ key }) => key) };
  });
}
