import type { Database } from '@docket/prisma/database.ts';

/** One way to break the product: functions of the database with other text. */
export interface Mutant {
  name: string;
  changes: { in: string; from: string; to: string }[];
}

export const mutants: Mutant[] = [
  {
    name: 'a write’s token is not looked at',
    changes: [{ in: 'fence', from: 'IF FOUND THEN RETURN NULL; END IF;', to: 'RETURN NULL;' }],
  },
  {
    name: 'an expiry makes no event',
    changes: [{ in: 'reap_claims', from: 'JOIN dataset_row r ON r.id = g.row_id', to: 'JOIN dataset_row r ON r.id = g.row_id AND false' }],
  },
  {
    name: 'idempotency keys are ignored',
    changes: [
      {
        in: 'queue_batch',
        from: 'v_reply := CASE WHEN v_known.request =',
        to: 'v_reply := CASE WHEN true THEN NULL WHEN v_known.request =',
      },
      {
        in: 'queue_batch',
        from: 'v_reply FROM dataset WHERE id = p_dataset',
        to: 'v_reply FROM dataset WHERE id = p_dataset ON CONFLICT DO NOTHING',
      },
    ],
  },
  {
    name: 'rows that somebody holds are dealt again',
    changes: [
      { in: 'free_rows', from: 'AND NOT EXISTS (SELECT FROM claim k WHERE k.row_id = r.id)', to: '' },
      {
        in: 'grant_claims',
        from: 'RETURNING claim.*',
        to: 'ON CONFLICT (row_id, place) DO UPDATE SET reviewer_id = excluded.reviewer_id, token = excluded.token RETURNING claim.*',
      },
      {
        in: 'queue_claims',
        from: 'p_now + make_interval(secs => seconds) FROM dealt',
        to: 'p_now + make_interval(secs => seconds) FROM dealt ON CONFLICT (row_id, place) DO UPDATE SET reviewer_id = excluded.reviewer_id, token = excluded.token',
      },
    ],
  },
  {
    name: 'a bulk edit does not say how it moves the sizes',
    changes: [{ in: 'queue_bulk', from: 'v_by, v_bulk, v_moves,', to: 'v_by, v_bulk, NULL,' }],
  },
  {
    name: 'undo goes over what came later',
    changes: [{ in: 'restore_row', from: 'IF state_version(p_row, v_row.version) <> state_version(p_row, p_version)', to: 'IF false' }],
  },
  {
    name: '“nothing to claim” is said after a look from the middle',
    changes: [
      { in: 'queue_claim', from: 'IF v_from > 0 AND', to: 'IF false AND' },
      { in: 'queue_claims', from: 'IF v_from > 0 AND', to: 'IF false AND' },
    ],
  },
  {
    name: 'one may hold one more than the limit',
    changes: [{ in: 'queue_claim_row', from: 'IF v_held >= v_limit', to: 'IF v_held > v_limit' }],
  },
  {
    name: 'a forced edit leaves the claim',
    changes: [
      { in: 'queue_annotate', from: `PERFORM end_claim(p_dataset, p_now, v_claim, 'released', v_by, '{"forced": true}');`, to: '' },
    ],
  },
  {
    name: 'what was typed is not kept',
    changes: [{ in: 'keep_draft', from: 'WHERE r.id = p_row', to: 'WHERE r.id = -p_row' }],
  },
  {
    name: 'an event’s number is taken twice over',
    changes: [{ in: 'queue_reopen', from: 'v_seq := head_seq(p_dataset) + 1', to: 'v_seq := head_seq(p_dataset) + 2' }],
  },
  {
    name: 'reopening leaves the review standing',
    changes: [{ in: 'queue_reopen', from: 'UPDATE review SET ended_at = p_now', to: 'UPDATE review SET ended_at = NULL' }],
  },
  {
    name: 'a released row stays held on screens',
    changes: [{ in: 'end_claim', from: 'p_claim.reviewer_id, p_note', to: 'NULL, p_note' }],
  },
];

/** Runs something while the database is broken, and mends it. */
export async function withMutant<T>({ pool }: Database, { changes }: Mutant, run: () => Promise<T>): Promise<T> {
  const whole: string[] = [];
  try {
    for (const { in: name, from, to } of changes) {
      const { rows } = await pool.query<{ text: string }>('SELECT pg_get_functiondef($1::regproc) AS text', [name]);
      const { text } = rows[0]!;
      if (!text.includes(from)) throw new Error(`${name} has no “${from}” any more`);
      whole.unshift(text);
      await pool.query(text.replaceAll(from, to));
    }
    return await run();
  } finally {
    for (const text of whole) await pool.query(text);
  }
}
