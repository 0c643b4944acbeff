import type pg from 'pg';
import type { GateRules, LabelIds } from './gate-rules.ts';

/** What people call what the rules name by ids; its id where it is gone. */
export interface Names {
  evaluator(id: number): string;
  /** “priority is high”, “priority is empty”. */
  label(label: LabelIds): string;
}

/** Reads them in one statement. */
export async function readNames(client: pg.PoolClient, rules: GateRules): Promise<Names> {
  const labels = rules.evaluators.flatMap(({ perLabel }) => perLabel);
  const { rows } = await client.query<{ kind: string; id: number; name: string }>(
    `SELECT 'evaluator' AS kind, id, name FROM evaluator WHERE id = ANY ($1::int[])
     UNION ALL SELECT 'column', id, key FROM dataset_column WHERE id = ANY ($2::int[])
     UNION ALL SELECT 'option', id, value FROM label_option WHERE id = ANY ($3::int[])`,
    [
      rules.evaluators.map(({ evaluatorId }) => evaluatorId),
      labels.map(({ columnId }) => columnId),
      labels.flatMap(({ optionId }) => (optionId === null ? [] : [optionId])),
    ],
  );
  const names = new Map(rows.map(({ kind, id, name }) => [`${kind} ${id}`, name]));
  const nameOf = (kind: string, id: number) => names.get(`${kind} ${id}`) ?? `${kind} ${id}`;
  return {
    evaluator: (id) => nameOf('evaluator', id),
    label: ({ columnId, optionId }) => `${nameOf('column', columnId)} is ${optionId === null ? 'empty' : nameOf('option', optionId)}`,
  };
}
