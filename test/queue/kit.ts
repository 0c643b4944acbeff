import type { Client } from '../kit/client.ts';
import { mutationsOf } from '../kit/mutations.ts';
import type { Person, Stack } from '../kit/stack.ts';

export const rowFields = 'id version status values claim { token expiresAt mine reviewer { name } }';

export interface Row {
  id: string;
  version: number;
  status: 'EMPTY' | 'FILLED';
  values: Record<string, unknown>;
  claim: { token: string | null; expiresAt: string; mine: boolean; reviewer: { name: string } } | null;
}

interface RowsAnswer {
  dataset: {
    rows: {
      nodes: Row[];
      totalCount: { value: number; exact: boolean };
      feedCursor: string;
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };
}

export interface Claim {
  token: string;
  expiresAt: string;
  row: Row;
}

/** One reviewer's hands: the queue's mutations as verbs, each with the answer as it came. */
export function reviewerOf(client: Client) {
  const call = mutationsOf(client);
  const claimSelection = `{ token expiresAt row { ${rowFields} } }`;
  const rowOf = (types: string[]) => types.map((type) => `... on ${type} { row { ${rowFields} } }`).join(' ');
  return {
    client,
    claim: (input: Record<string, unknown>) =>
      call<{ claims: Claim[]; limit: number; held: number }>(
        'claimRows',
        input,
        `... on ClaimRowsPayload { claims ${claimSelection} } ... on ClaimLimitReached { limit held }`,
      ),
    claimRow: (input: Record<string, unknown>) =>
      call<{ claim: Claim; holder: { name: string }; row: Row }>(
        'claimRow',
        input,
        `... on ClaimRowPayload { claim ${claimSelection} } ... on ClaimedByAnother { holder { name } row { ${rowFields} } } ${rowOf(['RowAlreadyFilled', 'AlreadyReviewed'])}`,
      ),
    annotate: (input: Record<string, unknown>) =>
      call<{ row: Row; eventSeq: number; draft: { values: unknown } | null; column: string; reason: string }>(
        'annotateRow',
        input,
        `... on AnnotateRowPayload { eventSeq row { ${rowFields} } } ... on ClaimExpired { draft { values } row { ${rowFields} } } ... on InvalidValue { column reason } ${rowOf(['RowChangedMeanwhile', 'RowAlreadyFilled', 'AlreadyReviewed', 'ClaimedByAnother'])}`,
      ),
    skip: (input: Record<string, unknown>) => call<{ row: Row }>('skipRow', input, rowOf(['SkipRowPayload', 'ClaimExpired'])),
    reopen: (input: Record<string, unknown>) =>
      call<{ row: Row }>('reopenRow', input, rowOf(['ReopenRowPayload', 'RowChangedMeanwhile', 'RowNotFilled'])),
    release: (tokens: string[]) =>
      call<{ released: number; lost: string[] }>('releaseClaims', { tokens }, '... on ReleaseClaimsPayload { released lost }'),
    renew: (tokens: string[], seconds?: number) =>
      call<{ claims: Claim[]; lost: string[] }>(
        'renewClaims',
        { tokens, seconds },
        `... on RenewClaimsPayload { lost claims ${claimSelection} }`,
      ),
    saveDraft: (input: Record<string, unknown>) =>
      call<{ draft: { values: unknown; by: { name: string } }; kept: { values: unknown; by: { name: string } } | null }>(
        'saveDraft',
        input,
        '... on SaveDraftPayload { draft { values by { name } } } ... on ClaimExpired { kept: draft { values by { name } } }',
      ),
    bulk: (input: Record<string, unknown>) =>
      call<{ matched: number; changed: number; held: number; awaiting: number; column: string }>(
        'annotateRows',
        input,
        '... on AnnotateRowsPayload { matched changed held awaiting } ... on InvalidValue { column }',
      ),
    require: (input: Record<string, unknown>) =>
      call<{ changed: number; held: number }>('requireReviews', input, '... on RequireReviewsPayload { changed held }'),
    undo: (input: Record<string, unknown>) =>
      call<{ rows: Row[]; undone: { kind: string }[] }>('undo', input, `... on UndoPayload { undone { kind } rows { ${rowFields} } }`),
    /** All rows of a filter, in order. */
    async rows(
      datasetId: string,
      filter: Record<string, unknown> | null = null,
      orderBy = 'POSITION',
    ): Promise<{ nodes: Row[]; totalCount: { value: number; exact: boolean }; feedCursor: string }> {
      const nodes: Row[] = [];
      let after: string | null = null;
      for (;;) {
        const page: RowsAnswer = await client.execute<RowsAnswer>(
          `query ($id: ID!, $filter: RowFilter, $after: String, $orderBy: RowOrder) { dataset(id: $id) { rows(filter: $filter, first: 200, after: $after, orderBy: $orderBy) {
            nodes { ${rowFields} } totalCount { value exact } feedCursor pageInfo { hasNextPage endCursor } } } }`,
          { id: datasetId, filter, after, orderBy },
        );
        const { rows } = page.dataset;
        nodes.push(...rows.nodes);
        if (!rows.pageInfo.hasNextPage) return { ...rows, nodes };
        after = rows.pageInfo.endCursor;
      }
    },
  };
}

export type Reviewer = ReturnType<typeof reviewerOf>;

export interface Bench {
  datasetId: string;
  projectId: string;
  rowIds: string[];
  ada: Reviewer;
  bo: Reviewer;
  /** An admin. */
  owner: Reviewer;
  people: { ada: Person; bo: Person; owner: Person };
}

/** A project with two reviewers and an owner, and a dataset with the annotation preset and these rows. */
export async function seedQueue(
  stack: Stack,
  { rows = 10, values = (n: number): Record<string, unknown> => ({ question: `Question ${n}` }) } = {},
): Promise<Bench> {
  const [ada, bo, owner] = await Promise.all([stack.person('Ada'), stack.person('Bo'), stack.person('Olga')]);
  const project = await stack.project([
    [ada, 'REVIEWER'],
    [bo, 'REVIEWER'],
    [owner, 'OWNER'],
  ]);
  const client = stack.as(owner);
  const { createDataset } = await client.execute<{ createDataset: { dataset: { id: string } } }>(
    'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { ... on Error { message } ... on CreateDatasetPayload { dataset { id } } } }',
    { input: { projectId: project.id, name: 'Answers', annotationPreset: true } },
  );
  const datasetId = createDataset.dataset.id;
  for (const key of ['question', 'answer']) {
    await client.execute('mutation ($input: AddColumnInput!) { addColumn(input: $input) { __typename ... on Error { message } } }', {
      input: { datasetId, key, role: key === 'question' ? 'INPUT' : 'OUTPUT', type: 'TEXT' },
    });
  }
  const rowIds: string[] = [];
  for (let from = 0; from < rows; from += 1000) {
    const some = Array.from({ length: Math.min(1000, rows - from) }, (_, n) => values(from + n));
    const { addRows } = await client.execute<{ addRows: { message?: string; rows: { id: string }[] } }>(
      'mutation ($input: AddRowsInput!) { addRows(input: $input) { ... on Error { message } ... on AddRowsPayload { rows { id } } } }',
      { input: { datasetId, rows: some } },
    );
    if (addRows.message) throw new Error(addRows.message);
    rowIds.push(...addRows.rows.map((row) => row.id));
  }
  return {
    datasetId,
    projectId: project.id,
    rowIds,
    ada: reviewerOf(stack.as(ada)),
    bo: reviewerOf(stack.as(bo)),
    owner: reviewerOf(client),
    people: { ada, bo, owner },
  };
}
