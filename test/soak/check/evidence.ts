import type { Database } from '@docket/prisma/database.ts';
import type { Heard, Op } from '../history.ts';

/** An event as the database has it, bulk ones taken apart. */
export interface LoggedEvent {
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  kind: string;
  actor: number | null;
  note: { reason?: string; undoes?: number; undone?: boolean } | null;
  moves: Move[];
}

/** What an event did to one row. Cells by column id, as [before, after]. */
export interface Move {
  row: number;
  before: number | null;
  after: number | null;
  holderBefore: number | null;
  holderAfter: number | null;
  cells: Record<string, [unknown, unknown]>;
  version: number | null;
}

export interface Combination {
  filled: boolean;
  priority: string | null;
}

/** Everything that the checker looks at. */
export interface Evidence {
  ops: Op[];
  /** In the order in which each follower heard it. */
  heard: Heard[];
  events: LoggedEvent[];
  combinations: Map<number, Combination>;
  /** The columns whose cells operations write, by their id as a text. */
  columns: { annotation: string; question: string };
  /** The tables at the end. */
  end: {
    rows: Map<number, { combination: number; version: number; annotation: string | null; question: string | null }>;
    claims: Map<number, number>;
    /** What was typed and not sent: the annotation, by row and person as in `1/2`. */
    drafts: Map<string, string | null>;
    /** Rows by combination as the product folds them. */
    folded: Map<number, number>;
  };
  /** Servers that ended by themselves, and the like. */
  surprises: string[];
}

/** Reads what the database has to say. Nothing may write any more. */
export async function readEvidence(db: Database, datasetId: number): Promise<Omit<Evidence, 'ops' | 'heard' | 'surprises'>> {
  const ask = async <T extends object>(text: string): Promise<T[]> => (await db.pool.query<T>(text, [datasetId])).rows;
  const keys = await ask<{ id: number; key: string }>('SELECT id, key FROM dataset_column WHERE dataset_id = $1');
  const idOf = (key: string) => String(keys.find((column) => column.key === key)!.id);
  const columns = { annotation: idOf('annotation'), question: idOf('question') };
  const combinations = await ask<{ id: number; filled: boolean; priority: string | null }>(
    `SELECT m.id, m.filled, o.value AS priority FROM combination m
     LEFT JOIN label_option o ON o.id = (m.labels ->> '${idOf('priority')}')::int WHERE m.dataset_id = $1`,
  );
  const events = await ask<RawEvent>(
    `SELECT seq, floor(extract(epoch FROM at) * 1000)::float8 AS at, kind, actor_id AS actor, note, row_id AS "row", version, before, after,
       holder_before AS "holderBefore", holder_after AS "holderAfter", cells, bulk FROM event WHERE dataset_id = $1 ORDER BY seq`,
  );
  const rows = await ask<{ id: number; combination: number; version: number; annotation: string | null; question: string | null }>(
    `SELECT r.id, r.combination_id AS combination, r.version, c.answer ->> '${columns.annotation}' AS annotation,
       c.given ->> '${columns.question}' AS question FROM dataset_row r JOIN row_cells c ON c.row_id = r.id WHERE r.dataset_id = $1`,
  );
  const claims = await ask<{ row: number; holder: number }>(
    'SELECT row_id AS "row", reviewer_id AS holder FROM claim WHERE dataset_id = $1',
  );
  const drafts = await ask<{ row: number; who: number; text: string | null }>(
    `SELECT row_id AS "row", reviewer_id AS who, "values" ->> 'annotation' AS text FROM draft WHERE dataset_id = $1`,
  );
  const folded = await ask<{ combination: number; n: number }>('SELECT combination_id AS combination, n FROM dataset_sizes($1)');
  return {
    events: events.map(apart),
    combinations: new Map(combinations.map((one) => [one.id, one])),
    columns,
    end: {
      rows: new Map(rows.map(({ id, ...row }) => [id, row])),
      claims: new Map(claims.map(({ row, holder }) => [row, holder])),
      drafts: new Map(drafts.map(({ row, who, text }) => [`${row}/${who}`, text])),
      folded: new Map(folded.map(({ combination, n }) => [combination, n])),
    },
  };
}

interface RawEvent extends Omit<LoggedEvent, 'moves'>, Omit<Move, 'row' | 'cells'> {
  row: number | null;
  cells: Move['cells'] | null;
  bulk: {
    rows: number[];
    befores?: number[];
    afters?: number[];
    versions?: number[];
    holders?: (number | null)[];
    cells?: Record<string, { befores: unknown[]; after: unknown }>;
  } | null;
}

function apart({ seq, at, kind, actor, note, row, before, after, holderBefore, holderAfter, cells, version, bulk }: RawEvent): LoggedEvent {
  const event = { seq, at, kind, actor, note };
  if (row !== null) return { ...event, moves: [{ row, before, after, holderBefore, holderAfter, cells: cells ?? {}, version }] };
  const moves = (bulk?.rows ?? []).map((id, n): Move => {
    const holder = bulk!.holders?.[n] ?? null;
    return {
      row: id,
      before: bulk!.befores?.[n] ?? null,
      after: bulk!.afters?.[n] ?? null,
      holderBefore: holder,
      holderAfter: kind === 'filled' ? null : holder,
      version: bulk!.versions?.[n] ?? null,
      cells: Object.fromEntries(Object.entries(bulk!.cells ?? {}).map(([id, cell]) => [id, [cell.befores[n], cell.after]])),
    };
  });
  return { ...event, moves };
}
