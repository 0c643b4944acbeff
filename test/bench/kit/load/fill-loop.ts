import { type AnnotateRowAnswer, type ClaimRowsAnswer, annotateRow, claimRows, waiting } from '../documents.ts';
import { type Pace, closedLoop } from '../measure.ts';
import { type Caller, type OpenCallers, openCallers } from './callers.ts';

export interface Held {
  rowId: string;
  token: string;
}

/** Claims so many rows of the queue. */
export async function claim({ call }: Caller, datasetId: string, count = 1): Promise<Held[]> {
  const input = { datasetId, count, seconds: 3600, filter: waiting };
  const { claimRows: answer } = await call<ClaimRowsAnswer>(claimRows, { input });
  if (!answer.claims?.length) throw new Error(answer.message ?? 'Nothing was left to claim.');
  return answer.claims.map(({ token, row }) => ({ rowId: row.id, token }));
}

/** Annotates and fills a row that is held. */
export async function fill({ call }: Caller, { rowId, token }: Held): Promise<void> {
  const values = { feedback_category: 'correct', expected_output: 'Open the settings, choose security, choose “new password”.' };
  const { annotateRow: answer } = await call<AnnotateRowAnswer>(annotateRow, { input: { rowId, token, fill: true, values } });
  if (answer.__typename !== 'AnnotateRowPayload') throw new Error(answer.message);
}

export interface FillLoop extends OpenCallers {
  datasetId: string;
  seconds: number;
}

/** Reviewers who each claim a row, annotate and fill it, and claim the next. */
export async function fillLoop({ datasetId, seconds, ...open }: FillLoop): Promise<Pace> {
  const callers = await openCallers(open);
  const pace = await closedLoop(callers.length, seconds, async (n) => {
    const [held] = await claim(callers[n]!, datasetId);
    await fill(callers[n]!, held!);
  });
  for (const { close } of callers) close();
  return pace;
}
