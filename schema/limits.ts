/** Every bound of the API. `server/config.ts` reads them from the environment; these are the defaults. */
export const defaultLimits = {
  /** Rows, spans or edges in one page. */
  pageSize: 200,
  /** Conditions in one filter, and how deep they nest. */
  filterConditions: 64,
  filterDepth: 8,
  /** Live claims that one person may hold in one dataset; 0 for no limit. */
  claimsPerPerson: 25,
  /** Longest claim, in seconds. */
  claimSeconds: 86_400,
  /** Spans or rows in one batch mutation. */
  batch: 1000,
  /** Bytes of one cell's value as JSON. */
  cellBytes: 256 * 1024,
  /** Bytes of one uploaded file. */
  uploadBytes: 64 * 1024 * 1024,
  /** A count that is not over labels and status stops here and is told as "at least". */
  countBound: 10_000,
  /** Distinct combinations of label values in one dataset. */
  combinations: 10_000,
  /** Columns in one dataset, options in one column. */
  columns: 64,
  options: 200,
  /** Slices in one dataset, datasets in one project, tokens that one person has in one project and that are not revoked. */
  slices: 200,
  datasets: 1000,
  apiTokens: 100,
  /** Prompts, providers of models and evaluators in one project; versions of one prompt. */
  prompts: 1000,
  promptVersions: 10_000,
  providers: 50,
  evaluators: 500,
  /** Rows of one evaluation or sample. */
  evaluationRows: 100_000,
  /** Days for which answers of models are kept, to be given again for the very same request. */
  answerDays: 90,
  /** Changes that wait for one slow subscriber before it is told to reload. */
  subscriberBuffer: 1000,
  /** Events that one resume replays; older cursors get "reload". */
  resumeEvents: 20_000,
};

export type Limits = typeof defaultLimits;

/** How many a page has when nobody says how many; less where no page may have so many. */
export const usualPage = (most: number): number => Math.min(50, most);
