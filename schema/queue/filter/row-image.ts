/** A row as it stood at one event: what a filter decides on, and what a page shows. Times in milliseconds since 1970. */
export interface RowImage {
  id: number;
  datasetId: number;
  combinationId: number;
  version: number;
  createdAt: number;
  updatedAt: number;
  filledAt: number | null;
  filledById: number | null;
  spanId: number | null;
  /** Who holds it: one at most, unless it wants several reviews. */
  claims: readonly ClaimImage[];
  /** How many reviewers are to answer it, each without having seen the others. */
  reviewsRequired: number;
  /** Who has answered it, of a row that wants several reviews. User ids. */
  reviewedBy: readonly number[];
  /** Cells by column id. */
  given: Record<string, unknown>;
  answer: Record<string, unknown>;
}

export interface ClaimImage {
  rowId: number;
  reviewerId: number;
  token: string;
  claimedAt: number;
  expiresAt: number;
  /** The row it is on, where it was read with the claim. */
  row?: RowImage;
}

/** A row as the database's `row_image` writes it. */
export type RowList = [
  id: number,
  datasetId: number,
  combinationId: number,
  version: number,
  createdAt: number,
  updatedAt: number,
  filledAt: number | null,
  filledById: number | null,
  spanId: number | null,
  given: Record<string, unknown>,
  answer: Record<string, unknown>,
  claim: ClaimList | null,
  /** Of a row that wants several reviews: how many, who has answered, and the other claims. */
  several: [reviewsRequired: number, reviewedBy: number[], claims: ClaimList[]] | null,
];

type ClaimList = [reviewerId: number, token: string, claimedAt: number, expiresAt: number];

/** Of whom there is none: one list for all. */
export const nobody: readonly never[] = [];

export function rowImageOf(list: RowList): RowImage {
  const [id, datasetId, combinationId, version, createdAt, updatedAt, filledAt, filledById, spanId, given, answer, held, several] = list;
  const first = held ? [claimImage(id, held)] : nobody;
  const claims = several && several[2].length > 0 ? [...first, ...several[2].map((other) => claimImage(id, other))] : first;
  const [reviewsRequired, reviewedBy] = several ?? [1, nobody];
  return {
    id,
    datasetId,
    combinationId,
    version,
    createdAt,
    updatedAt,
    filledAt,
    filledById,
    spanId,
    claims,
    reviewsRequired,
    reviewedBy,
    given,
    answer,
  };
}

const claimImage = (rowId: number, [reviewerId, token, claimedAt, expiresAt]: ClaimList): ClaimImage => ({
  rowId,
  reviewerId,
  token,
  claimedAt,
  expiresAt,
});

/** Answers that are still wanted before a row can be settled; 0 for one that wants a single review, for one that is filled, and for
 * one whose reviewers have all answered and disagree. */
export const reviewsMissing = ({ reviewsRequired, reviewedBy, filledAt }: RowImage): number =>
  reviewsRequired > 1 && filledAt === null ? Math.max(reviewsRequired - reviewedBy.length, 0) : 0;

/** One distinct combination of status and labels: option ids by column id. */
export interface Combination {
  id: number;
  filled: boolean;
  labels: Record<string, number>;
}
