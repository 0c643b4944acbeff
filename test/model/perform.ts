import type { Database } from '@docket/prisma/database.ts';
import { encodeId, numberOf } from '@docket/schema/ids.ts';
import type { Reviewer } from '../queue/kit.ts';
import type { Act } from './acts.ts';
import { named } from './filters.ts';
import type { Answer } from './state.ts';

export interface Place {
  db: Database;
  datasetId: string;
  /** The n-th person's hands, at the n-th server. */
  hands(who: number, at: number): Reviewer;
  sliceIds: Record<string, string>;
}

const rowId = (id: number): string => encodeId('Row', id);
const numberOfRow = (id: string): number => numberOf('Row', id);
const claimsOf = (claims: { row: { id: string }; token: string }[] | undefined) =>
  claims?.map(({ row, token }) => ({ row: numberOfRow(row.id), token })).sort((a, b) => a.row - b.row);

/** Sends an act, and reads its answer as the model has it. Throws when no answer came. */
export async function perform({ db, datasetId, hands, sliceIds }: Place, { who, at, ask, key: idempotencyKey }: Act): Promise<Answer> {
  const me = hands(who, at);
  switch (ask.do) {
    case 'claim': {
      const { from } = ask;
      const of =
        from === 'served' ? {} : 'filter' in from ? { filter: named(from.filter).filter ?? {} } : { sliceId: sliceIds[from.slice] };
      const answer = await me.claim({ datasetId, count: ask.count, seconds: 3600, idempotencyKey, ...of });
      return { type: answer.__typename, claims: claimsOf(answer.claims) };
    }
    case 'claimRow': {
      const answer = await me.claimRow({ rowId: rowId(ask.row), seconds: 3600, idempotencyKey });
      return { type: answer.__typename, claims: answer.claim && claimsOf([answer.claim]) };
    }
    case 'renew': {
      const answer = await me.renew([ask.token], 3600);
      return { type: answer.__typename, claims: claimsOf(answer.claims), lost: answer.lost };
    }
    case 'release': {
      const { __typename: type, released, lost } = await me.release([ask.token]);
      return { type, released, lost };
    }
    case 'skip':
      return { type: (await me.skip({ rowId: rowId(ask.row), token: ask.token, idempotencyKey })).__typename };
    case 'draft':
      return { type: (await me.saveDraft({ rowId: rowId(ask.row), token: ask.token, values: ask.values })).__typename };
    case 'annotate': {
      const { token, values, fill } = ask;
      return { type: (await me.annotate({ rowId: rowId(ask.row), token, values, fill, idempotencyKey })).__typename };
    }
    case 'edit': {
      const { version, values, fill, force } = ask;
      return { type: (await me.annotate({ rowId: rowId(ask.row), version, values, fill, force, idempotencyKey })).__typename };
    }
    case 'reopen':
      return { type: (await me.reopen({ rowId: rowId(ask.row), version: ask.version, idempotencyKey })).__typename };
    case 'bulk': {
      const { values, fill } = ask;
      const answer = await me.bulk({ datasetId, filter: named(ask.filter).filter ?? {}, values, fill, idempotencyKey });
      const { __typename: type, matched, changed, held } = answer;
      return { type, matched, changed, held };
    }
    case 'undo': {
      const answer = await me.undo({ datasetId, count: ask.count, idempotencyKey });
      return { type: answer.__typename, rows: answer.rows?.map(({ id }) => numberOfRow(id)).sort((a, b) => a - b) };
    }
    case 'import': {
      const { addRows } = await me.client.execute<{ addRows: { __typename: string; rows?: { id: string }[] } }>(
        'mutation ($input: AddRowsInput!) { addRows(input: $input) { __typename ... on Error { message } ... on AddRowsPayload { rows { id } } } }',
        { input: { datasetId, rows: ask.rows } },
      );
      return { type: addRows.__typename, rows: addRows.rows?.map(({ id }) => numberOfRow(id)) };
    }
    case 'addSpans': {
      const { addSpansToDataset: added } = await me.client.execute<{
        addSpansToDataset: { __typename: string; added: number; alreadyThere: number };
      }>(
        'mutation ($input: AddSpansToDatasetInput!) { addSpansToDataset(input: $input) { __typename ... on Error { message } ... on AddSpansToDatasetPayload { added alreadyThere } } }',
        { input: { datasetId, spanIds: ask.spans.map((span) => encodeId('Span', span)) } },
      );
      return { type: added.__typename, added: added.added, alreadyThere: added.alreadyThere, rowOfSpan: await rowsOfSpans(db, datasetId) };
    }
  }
}

/** The row of each span that is in a dataset. */
export async function rowsOfSpans(db: Database, datasetId: string): Promise<Record<string, number>> {
  const { rows } = await db.pool.query<{ span_id: number; id: number }>(
    'SELECT span_id, id FROM dataset_row WHERE dataset_id = $1 AND span_id IS NOT NULL',
    [numberOf('Dataset', datasetId)],
  );
  return Object.fromEntries(rows.map((row) => [row.span_id, row.id]));
}
