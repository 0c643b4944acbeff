import type { RowEvaluatorPurpose } from '@docket/prisma/generated/client/enums.ts';
import type { Database } from '@docket/prisma/database.ts';
import type { Services } from '../context.ts';
import type { ColumnShape, DatasetShape } from '../datasets/dataset-shape.ts';
import { isTaken } from '../datasets/in-transaction.ts';
import { usualOpinion } from '../evaluations/judge-agreement.ts';
import { requireBudget } from '../evaluators/standing/budget.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { InvalidInput, NotFound } from '../refusals.ts';
import { asJson } from '../stored-json.ts';
import { makeCheckSlice } from './check-slice.ts';

type Write = Pick<Services, 'db' | 'signals' | 'limits'>;

/** With which rows it goes on: those that come (or are filled) from now on, or all from the first. */
export type RowStart = 'NOW' | 'BEGINNING';

interface RowEvaluatorSettings {
  condition?: Condition;
  /** 0 to 1. */
  hiddenShare?: number | null;
  /** Null: no bound. */
  budget?: number | null;
  from?: RowStart | null;
}

export interface AddRowEvaluator extends RowEvaluatorSettings {
  shape: DatasetShape;
  evaluatorId: number;
  actorId: number;
  purpose: RowEvaluatorPurpose;
  condition: Condition;
  /** The key of a label column of annotations. */
  column?: string | null;
  /** Its labels that mean that an answer is right: of a suggestion one, which PASS becomes. */
  passLabels?: readonly string[] | null;
  /** What FAIL becomes; suggestions alone have it. */
  failLabel?: string | null;
}

/** Lets an evaluator of the project run on the dataset's rows. Of a check it also makes the column that it writes to and a slice over
 * it. Throws NotFound, InvalidInput, and NameTaken where another kind of column has the key `check`. Answers the new record's id. */
export async function addRowEvaluator(services: Write, input: AddRowEvaluator): Promise<number> {
  const { db, signals } = services;
  const { shape, evaluatorId, actorId, purpose, condition } = input;
  const { id: datasetId, projectId } = shape;
  const evaluator = await db.prisma.evaluator.findFirst({ where: { id: evaluatorId, projectId, archivedAt: null } });
  if (!evaluator) throw new NotFound('Evaluator');
  const labels = labelsOf(input);
  const settings = await checked(db, datasetId, { ...input, from: input.from ?? 'NOW' });
  if (purpose === 'CHECK') {
    if (settings.hiddenShare) throw new InvalidInput('A check suggests nothing that could be hidden.', ['input', 'hiddenShare']);
    await makeCheckSlice(services, { shape, actorId });
  }
  const { id } = await db.prisma.rowEvaluator
    .create({
      data: {
        ...{ cursor: 0, filter: asJson(condition) },
        ...settings,
        ...labels,
        projectId,
        datasetId,
        evaluatorId,
        purpose,
        createdById: actorId,
      },
    })
    .catch((error: unknown) => {
      if (!isTaken(error)) throw error;
      const does = purpose === 'SUGGEST' ? 'suggests for' : 'checks';
      throw new InvalidInput(`“${evaluator.name}” ${does} rows of this dataset already.`, ['input', 'evaluatorId']);
    });
  signals.send('rowEvaluator', { projectId, datasetId, rowEvaluatorId: id });
  return id;
}

interface Which {
  id: number;
  projectId: number;
  datasetId: number;
}

export interface UpdateRowEvaluator extends RowEvaluatorSettings, Which {
  enabled?: boolean | null;
}

/** Changes what is given; what is left out stays. Enabled again, it goes on where it stopped, and why it paused is forgotten. */
export async function updateRowEvaluator(
  services: Write,
  { id, projectId, datasetId, enabled, ...input }: UpdateRowEvaluator,
): Promise<void> {
  const { db, signals } = services;
  const settings = await checked(db, datasetId, input);
  const state = enabled == null ? {} : { enabled, pausedBecause: null, failedInARow: 0 };
  // What was checked is checked anew.
  if (input.from === 'BEGINNING') await db.prisma.rowCheck.updateMany({ where: { rowEvaluatorId: id, projectId }, data: { seenHash: '' } });
  const { count } = await db.prisma.rowEvaluator.updateMany({ where: { id, projectId }, data: { ...settings, ...state } });
  if (count === 0) throw new NotFound('RowEvaluator');
  signals.send('rowEvaluator', { projectId, datasetId, rowEvaluatorId: id });
}

/** Ends it, and takes away what it has suggested or said. Labels that checks have written stay. */
export async function removeRowEvaluator(
  { db, signals }: Pick<Write, 'db' | 'signals'>,
  { id, projectId, datasetId }: Which,
): Promise<void> {
  await db.prisma.rowEvaluator.deleteMany({ where: { id, projectId } });
  signals.send('rowEvaluator', { projectId, datasetId, rowEvaluatorId: id });
}

/** The columns for what was given. Throws InvalidInput. */
async function checked(db: Database, datasetId: number, { condition, hiddenShare, budget, from }: RowEvaluatorSettings) {
  if (hiddenShare != null && !(hiddenShare >= 0 && hiddenShare <= 1))
    throw new InvalidInput('A hidden share is 0 to 1.', ['input', 'hiddenShare']);
  requireBudget(budget);
  return {
    ...(condition && { filter: asJson(condition) }),
    ...(hiddenShare != null && { hiddenShare }),
    ...(budget !== undefined && { budget }),
    ...(from != null && { cursor: from === 'NOW' ? await headOf(db, datasetId) : 0, cursorRow: 0 }),
  };
}

async function headOf({ pool }: Database, datasetId: number): Promise<number> {
  const { rows } = await pool.query<{ seq: number }>('SELECT head_seq($1) AS seq', [datasetId]);
  return rows[0]!.seq;
}

/** The labels by their ids. */
function labelsOf({ shape, purpose, column: key, passLabels, failLabel }: AddRowEvaluator) {
  const column = labelColumn(shape, key ?? usualOpinion.column);
  const pass = passLabels ?? usualOpinion.passValues;
  const passOptionIds = pass.map((value) => optionOf(column, value, 'passLabels'));
  if (purpose === 'CHECK') {
    if (passOptionIds.length === 0) throw new InvalidInput('Name a label that means that an answer is right.', ['input', 'passLabels']);
    if (failLabel != null)
      throw new InvalidInput('A check suggests no label: every other one than these means wrong.', ['input', 'failLabel']);
    return { columnId: column.id, passOptionIds, failOptionId: null };
  }
  if (passOptionIds.length !== 1) throw new InvalidInput('PASS becomes exactly one label.', ['input', 'passLabels']);
  if (failLabel == null) throw new InvalidInput('Say which label FAIL becomes.', ['input', 'failLabel']);
  const failOptionId = optionOf(column, failLabel, 'failLabel');
  if (failOptionId === passOptionIds[0]) throw new InvalidInput('PASS and FAIL become two different labels.', ['input', 'failLabel']);
  return { columnId: column.id, passOptionIds, failOptionId };
}

function labelColumn(shape: DatasetShape, key: string): ColumnShape {
  const column = shape.byKey.get(key);
  if (column?.type !== 'LABEL' || column.role !== 'ANNOTATION' || column.system || column.retired)
    throw new InvalidInput(`“${key}” is not a label column of annotations.`, ['input', 'column']);
  return column;
}

function optionOf(column: ColumnShape, value: string, field: string): number {
  const option = column.optionByValue.get(value);
  if (option && !option.retired) return option.id;
  const known = column.options.filter(({ retired }) => !retired).map((one) => one.value);
  throw new InvalidInput(`“${value}” is not one of the labels of “${column.key}”: ${known.join(', ')}.`, ['input', field]);
}
