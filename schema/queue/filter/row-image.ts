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
  claim: ClaimImage | null;
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
  claim: [reviewerId: number, token: string, claimedAt: number, expiresAt: number] | null,
];

export function rowImageOf(list: RowList): RowImage {
  const [id, datasetId, combinationId, version, createdAt, updatedAt, filledAt, filledById, spanId, given, answer, held] = list;
  const claim = held && { rowId: id, reviewerId: held[0], token: held[1], claimedAt: held[2], expiresAt: held[3] };
  return { id, datasetId, combinationId, version, createdAt, updatedAt, filledAt, filledById, spanId, claim, given, answer };
}

/** One distinct combination of status and labels: option ids by column id. */
export interface Combination {
  id: number;
  filled: boolean;
  labels: Record<string, number>;
}
