import type { Database } from '@docket/prisma/database.ts';
import { type RowImage, type RowList, rowImageOf } from '@docket/schema/queue/filter/row-image.ts';
import { type Contents, type Model, rowsOf } from './state.ts';

/** A dataset as the database has it at one moment. */
export interface Snapshot {
  head: number;
  events: number;
  rows: SeenRow[];
  /** `who/key` of every idempotency key with an answer. */
  keys: string[];
  /** As the product folds them, and as they are counted. */
  folded: Record<string, number>;
  counted: Record<string, number>;
  tail: SeenEvent[];
}

export interface SeenRow {
  image: RowImage;
  filled: boolean;
  priority: string | null;
  skips: number[] | null;
  drafts: Record<string, unknown> | null;
  /** Reviews of the row that stand. */
  reviewers: number[] | null;
  due: boolean;
}

export interface SeenEvent {
  seq: number;
  kind: string;
  row_id: number | null;
  before: number | null;
  after: number | null;
  holder_before: number | null;
  holder_after: number | null;
  bulk: { rows: number[]; befores?: number[]; afters?: number[]; holders?: (number | null)[] } | null;
}

/** All of it in one statement, so that it is of one moment. */
export async function readSnapshot(db: Database, datasetId: number, after: number): Promise<Snapshot> {
  const { rows } = await db.pool.query<{ seen: Omit<Snapshot, 'rows'> & { rows: (Omit<SeenRow, 'image'> & { image: RowList })[] } }>({
    name: 'model_snapshot',
    text: `SELECT json_build_object(
      'head', head_seq($1), 'events', (SELECT count(*) FROM event WHERE dataset_id = $1),
      'rows', (SELECT coalesce(json_agg(json_build_object('image', row_image(r, c, k), 'filled', m.filled, 'due', k.expires_at <= clock_timestamp(),
          'priority', (SELECT o.value FROM label_option o JOIN dataset_column d ON d.id = o.column_id
                       WHERE d.dataset_id = $1 AND d.key = 'priority' AND o.id = (m.labels ->> d.id::text)::int),
          'skips', (SELECT json_agg(s.reviewer_id ORDER BY s.reviewer_id) FROM skip s WHERE s.row_id = r.id),
          'drafts', (SELECT json_object_agg(d.reviewer_id, d."values") FROM draft d WHERE d.row_id = r.id),
          'reviewers', (SELECT json_agg(v.reviewer_id) FROM review v WHERE v.row_id = r.id AND v.ended_at IS NULL)) ORDER BY r.id), '[]')
        FROM dataset_row r JOIN row_cells c ON c.row_id = r.id JOIN combination m ON m.id = r.combination_id LEFT JOIN claim k ON k.row_id = r.id
        WHERE r.dataset_id = $1),
      'keys', (SELECT coalesce(json_agg(user_id || '/' || key), '[]') FROM idempotent_reply WHERE key LIKE 'model-' || $1 || '-%'),
      'folded', (SELECT coalesce(json_object_agg(combination_id, n ORDER BY combination_id), '{}') FROM dataset_sizes($1)),
      'counted', (SELECT coalesce(json_object_agg(combination_id, n ORDER BY combination_id), '{}')
                  FROM (SELECT combination_id, count(*) AS n FROM dataset_row WHERE dataset_id = $1 GROUP BY 1) x),
      'tail', (SELECT coalesce(json_agg(json_build_object('seq', seq, 'kind', kind, 'row_id', row_id, 'before', before, 'after', after,
          'holder_before', holder_before, 'holder_after', holder_after, 'bulk', bulk) ORDER BY seq), '[]')
        FROM event WHERE dataset_id = $1 AND seq > $2)) AS seen`,
    values: [datasetId, after],
  });
  const { seen } = rows[0]!;
  return { ...seen, rows: seen.rows.map((row) => ({ ...row, image: rowImageOf(row.image) })) };
}

const contentsOf = ({ image, filled, priority }: SeenRow, annotation: number, who: Map<number, number>): Contents => ({
  filled,
  filledBy: image.filledById === null ? null : (who.get(image.filledById) ?? -1),
  priority,
  annotation: (image.answer[annotation] as string | undefined) ?? null,
});

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;

/** What the table has otherwise than the model. A claim that ran out may be there still or not: it is reaped at any moment. */
export function differences(model: Model, { rows, keys }: Snapshot, { annotation, who }: Seeing): string[] {
  const found: string[] = [];
  const compare = (what: string, is: unknown, shall: unknown): void => {
    if (JSON.stringify(is) !== JSON.stringify(shall))
      found.push(`${what} is ${JSON.stringify(is)}, and should be ${JSON.stringify(shall)}`);
  };
  compare(
    'the set of rows',
    rows.map(({ image }) => image.id),
    rowsOf(model).map(({ id }) => id),
  );
  for (const row of rows) {
    const { id, version, claims, spanId } = row.image;
    const claim = claims[0];
    const shall = model.rows[id];
    if (!shall) continue;
    compare(`version of ${id}`, version, shall.version);
    compare(`contents of ${id}`, sorted(contentsOf(row, annotation, who)), sorted(shall.contents));
    compare(`span of ${id}`, spanId === null ? null : String(spanId), shall.spanId);
    const held = claim && !row.due ? { by: who.get(claim.reviewerId), token: claim.token } : null;
    compare(`claim of ${id}`, held, shall.claim && !shall.claim.lapsed ? { by: shall.claim.by, token: shall.claim.token } : null);
    if (claim && row.due && shall.claim?.token !== claim.token) found.push(`${id} is held by a claim that ended`);
    compare(`skips of ${id}`, (row.skips ?? []).map((one) => who.get(one)).sort(), Object.keys(shall.skips).map(Number).sort());
    const typed = Object.entries(row.drafts ?? {}).map(([by, values]) => [who.get(Number(by)), sorted(values)] as const);
    compare(
      `drafts of ${id}`,
      Object.fromEntries(typed.sort(([a], [b]) => a! - b!)),
      Object.fromEntries(Object.entries(shall.drafts).map(([by, values]) => [by, sorted(JSON.parse(values))])),
    );
    const { filled, filledBy } = shall.contents;
    compare(
      `standing reviews of ${id}`,
      (row.reviewers ?? []).map((one) => who.get(one)),
      filled ? [filledBy] : [],
    );
  }
  const answered = keys.map((key) => key.replace(/^\d+/, (user) => String(who.get(Number(user)))));
  compare('answered keys', answered.sort(), Object.keys(model.keys).sort());
  return found;
}

export interface Seeing {
  /** The id of the column `annotation`. */
  annotation: number;
  /** Which person a user is. */
  who: Map<number, number>;
}
