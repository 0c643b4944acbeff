import type { Client, OperationContext } from 'urql';
import { failureText, outcome } from '../graphql/refusal.ts';
import type { FragmentOf, VariablesOf } from '../graphql/graphql.ts';
import * as documents from './review-documents.ts';
import type { Dealt, ReviewApi, Written } from './review-ports.ts';
import { lossOf, meanwhileOf, seatOf, type LostRow_row, type ReviewRow, type ReviewSeat_claim } from './review-row.ts';
import type { Problem } from './review-types.ts';
import type { ServerClock } from './server-clock.ts';
import { knownTokens, openElsewhere } from './own-claims.ts';

/** The request goes on when the page that sent it is closed. */
const outliving = { fetchOptions: { keepalive: true, credentials: 'same-origin' } } satisfies Partial<OperationContext>;

/** Long enough to load the page again, short enough that a row is soon free when somebody closed it. */
const RELOAD_SECONDS = 15;

type ClaimRowsInput = VariablesOf<typeof documents.Review_claimRows>['input'];

export interface ReviewWhere {
  datasetId: string;
  /** Which rows: a slice, a filter, or neither for my own slices first. */
  from: Pick<ClaimRowsInput, 'sliceId' | 'filter'>;
  /** A row that was asked for by its link. */
  rowId: string | null;
  /** The row that this tab had open before it was loaded again: taken back if it is still to be had. */
  before: string | null;
  me: string;
  /** The keys of the columns that an answer is made of. */
  answers: readonly string[];
}

const unreached = (message: string): { kind: 'problem'; problem: Problem } => ({ kind: 'problem', problem: { message, unreached: true } });
const refused = (message: string, column?: string): { kind: 'problem'; problem: Problem } => ({
  kind: 'problem',
  problem: { message, column },
});
const lost = (row: FragmentOf<typeof LostRow_row>) => ({ kind: 'lost' as const, loss: lossOf(row, Date.now()) });

/** The review session's server, over GraphQL. */
export function reviewApi(
  client: Client,
  { datasetId, from, rowId, before, me, answers }: ReviewWhere,
  clock: ServerClock,
): ReviewApi<ReviewRow> {
  const deal = (claims: readonly FragmentOf<typeof ReviewSeat_claim>[]): Dealt<ReviewRow> => ({
    kind: 'dealt',
    seats: claims.map((claim) => seatOf(claim, { me, answers }, clock)).filter((seat) => seat !== null),
  });

  async function claimRow(id: string): Promise<Dealt<ReviewRow>> {
    const { done, refusal, problem } = outcome(await client.mutation(documents.Review_claimRow, { input: { rowId: id } }), 'claimRow');
    if (done) return deal([done.claim]);
    if (!refusal) return unreached(problem);
    return 'row' in refusal ? lost(refusal.row) : refused(refusal.message);
  }

  return {
    claimRow,
    async resume() {
      const asked = rowId ? await claimRow(rowId) : before ? await claimRow(before) : deal([]);
      if (rowId && asked.kind !== 'dealt') return asked;
      const first = asked.kind === 'dealt' ? asked.seats : [];
      const known = knownTokens();
      const [elsewhere, result] = await Promise.all([
        openElsewhere(),
        client.query(documents.Review_myClaims, { datasetId }, { requestPolicy: 'network-only' }).toPromise(),
      ]);
      if (!result.data) return unreached(failureText(result.error));
      const mine = deal(result.data.dataset?.myClaims ?? []);
      const others =
        mine.kind === 'dealt'
          ? mine.seats.filter((seat) => seat.rowId !== first[0]?.rowId && known.has(seat.token) && !elsewhere(seat.rowId))
          : [];
      return { kind: 'dealt', seats: [...first, ...others] };
    },
    async claim(count) {
      const { done, refusal, problem } = outcome(
        await client.mutation(documents.Review_claimRows, { input: { datasetId, count, ...from } }),
        'claimRows',
      );
      if (done) return deal(done.claims);
      return refusal ? refused(refusal.message) : unreached(problem);
    },
    async renew(tokens) {
      const { done, refusal, problem } = outcome(await client.mutation(documents.Review_renew, { input: { tokens } }), 'renewClaims');
      if (!done) return { message: problem, unreached: !refusal };
      const claims = done.claims.flatMap(({ token, expiresAt }) => (token ? [{ token, expiresAt: Date.parse(expiresAt) }] : []));
      return { claims, lost: done.lost };
    },
    async release(tokens) {
      if (tokens.length > 0) await client.mutation(documents.Review_release, { input: { tokens } }, outliving);
    },
    async letRunOut(tokens) {
      if (tokens.length > 0) await client.mutation(documents.Review_renew, { input: { tokens, seconds: RELOAD_SECONDS } }, outliving);
    },
    async saveDraft(token, id, values): Promise<Written> {
      const input = { token, rowId: id, values: values as VariablesOf<typeof documents.Review_saveDraft>['input']['values'] };
      const { done, refusal, problem } = outcome(await client.mutation(documents.Review_saveDraft, { input }, outliving), 'saveDraft');
      if (done) return { kind: 'done' };
      if (!refusal) return unreached(problem);
      return refusal.__typename === 'ClaimExpired' ? lost(refusal.row) : refused(refusal.message);
    },
    async fill({ rowId: id, token, values, key }): Promise<Written> {
      const sent = values as VariablesOf<typeof documents.Review_fill>['input']['values'];
      const input = { rowId: id, token, values: sent, fill: true, idempotencyKey: key };
      const { done, refusal, problem } = outcome(await client.mutation(documents.Review_fill, { input }), 'annotateRow');
      if (done) return { kind: 'done', waits: done.row.status === 'EMPTY' };
      if (!refusal) return unreached(problem);
      if (refusal.__typename === 'RowChangedMeanwhile') return { kind: 'changed', now: meanwhileOf(refusal.row) };
      if (refusal.__typename === 'InvalidValue') return refused(refusal.reason, refusal.column);
      return 'row' in refusal ? lost(refusal.row) : refused(refusal.message);
    },
    async skip({ rowId: id, token, reason }): Promise<Written> {
      const { done, refusal, problem } = outcome(
        await client.mutation(documents.Review_skip, { input: { rowId: id, token, reason } }),
        'skipRow',
      );
      if (done) return { kind: 'done' };
      if (!refusal) return unreached(problem);
      return refusal.__typename === 'ClaimExpired' ? lost(refusal.row) : refused(refusal.message);
    },
    async undo() {
      const { done, refusal, problem } = outcome(await client.mutation(documents.Review_undo, { input: { datasetId } }), 'undo');
      if (done) return { rowIds: done.rows.map((row) => row.id) };
      return { message: problem, unreached: !refusal };
    },
    async look(id) {
      const result = await client.query(documents.Review_look, { rowId: id }, { requestPolicy: 'network-only' }).toPromise();
      return lossOf(result.data?.row, Date.now());
    },
  };
}
