import type { AdjudicationMark } from './adjudication-mark.ts';
import type { CompiledFilter } from './filter/compile-filter.ts';
import type { ClaimImage, RowImage } from './filter/row-image.ts';

/** New values by column id; null clears. */
export interface Changes {
  given: Record<string, unknown>;
  answer: Record<string, unknown>;
  /** Option ids by column id. */
  labels: Record<string, number | null>;
}

interface Every {
  /** The user who acts; null for a bulk edit that happens by itself. */
  by: number | null;
  /** Idempotency key, and the hash of the request it came with. */
  key?: string;
  request?: string;
}

/** One stage of a claim: a filter, and the id up to which its rows were dealt a moment ago: known when its batch begins. Where rows
 * want several reviews, those of its combinations whose rows may be dealt to who disagrees about them. */
export type Stage = CompiledFilter & { from?: number; disputed?: number[] };

/** What `queue_batch` of the database understands. */
export type QueueItem = Every &
  (
    | {
        op: 'claim';
        by: number;
        count: number;
        seconds: number;
        limit: number;
        known: number;
        stages: Stage[];
        /** Rows may want several reviews: what is free is not the same for everybody. The database knows better. */
        several?: true;
      }
    | { op: 'claims'; known: number; stage: Stage; takers: { by: number; count: number; seconds: number; limit: number }[] }
    | { op: 'claimRow'; row: number; seconds: number; limit: number }
    | { op: 'release'; tokens: string[] }
    | ({
        op: 'annotate';
        row: number;
        token: string | null;
        version: number | null;
        force: boolean;
        fill: boolean;
        typed: unknown;
        /** Distinct sets of labels that the dataset may have. */
        combinations: number;
        adjudication: AdjudicationMark | null;
      } & Changes)
    | { op: 'skip'; row: number; token: string; reason: string | null; typed: unknown }
    | { op: 'reopen'; row: number; version: number; reason: string | null }
    | ({
        op: 'bulk';
        rows: number[];
        known: number;
        combos: number[] | null;
        sql: string | null;
        params: unknown[];
        fill: boolean;
        group: string;
        combinations: number;
        adjudication: AdjudicationMark | null;
      } & Changes)
    | { op: 'require'; rows: number[]; required: number; combinations: number; adjudication: AdjudicationMark | null }
    | { op: 'undo'; seqs: number[] }
    | { op: 'reap' }
  );

/** What it answers when it did as asked. */
export interface Done {
  claims?: ClaimImage[];
  froms?: number[];
  /** Of claims that were joined: the rows that were dealt, and for each whose it is, as a place among the takers from 1. */
  dealt?: { from: number | null; rows: number[]; takers: number[]; helds: number[]; wants: number[] };
  /** Of claims that were joined but had to be served one by one: one answer each. */
  replies?: Reply[];
  released?: number;
  lost?: string[];
  seq?: number;
  seqs?: number[];
  rows?: number[];
  changed?: number;
  held?: number;
  awaiting?: number;
}

/** What it answers when it refused; nothing was changed then. */
export interface Refused {
  type:
    | 'NotFound'
    | 'CombinationsUnknown'
    | 'ClaimLimitReached'
    | 'RowAlreadyFilled'
    | 'RowNotFilled'
    | 'ClaimedByAnother'
    | 'AlreadyReviewed'
    | 'ClaimExpired'
    | 'RowChangedMeanwhile'
    | 'NothingToUndo'
    | 'TooManyCombinations'
    | 'IdempotencyKeyReused';
  limit?: number;
  held?: number;
  holder?: number;
  expiresAt?: number;
  row?: number;
}

export type Reply = ({ ok: Done; refused?: undefined } | { ok?: undefined; refused: Refused }) & {
  /** The row that the write names, as it stands after the batch; not there when there is none. */
  row?: RowImage;
};
