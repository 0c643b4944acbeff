/** What one process tells the others (and itself) after a commit. Hints: a lost one costs time, never correctness. */
export interface SignalPayloads {
  /** Events were added to a dataset. Joined: many within a moment are told once. */
  dataset: { datasetId: number };
  /** Columns, options or slices of a dataset changed. */
  structure: { datasetId: number };
  /** Spans arrived in a project; 0: none came, but some got scores. */
  spans: { projectId: number; count: number };
  /** How far a long mutation is. */
  progress: { id: string; userId: number; done: number; total: number | null; finished: boolean };
  /** A prompt, its draft or its versions changed. */
  prompt: { projectId: number; promptId: number };
  /** An evaluator or its versions changed. */
  evaluator: { projectId: number; evaluatorId: number };
  /** Results of an evaluation were recorded, or its status changed. Joined. */
  evaluation: { projectId: number; evaluationId: number };
  /** An evaluator that runs on spans was changed, or has judged some. */
  spanEvaluator: { projectId: number; spanEvaluatorId: number };
  /** An evaluator that runs on rows was changed, or has judged some. */
  rowEvaluator: { projectId: number; datasetId: number; rowEvaluatorId: number };
  /** What runs in an environment changed, or its gate. */
  deployment: { projectId: number; environmentId: number };
  /** Rights changed: whoever matches must be looked at again at once. */
  access: { userId?: number; sessionId?: number; tokenId?: number };
  /** Who is where. */
  presence: { from: string; datasetId: number; clients: { clientId: string; userId: number; rowId: number | null; since: string }[] };
  /** A tab opened a row; the process that has the tab's socket takes note. */
  openRow: { datasetId: number; clientId: string; userId: number; rowId: number | null };
}

export type SignalName = keyof SignalPayloads;

/** Between processes by NOTIFY from a connection of its own, after the commit (a NOTIFY inside a writing transaction
 * takes one lock for the whole database). `server/signals.ts` implements it; heard by the sender too. */
export interface Signals {
  send<N extends SignalName>(name: N, payload: SignalPayloads[N]): void;
  /** Returns the function that stops listening. */
  on<N extends SignalName>(name: N, listener: (payload: SignalPayloads[N]) => void): () => void;
  /** After a gap in listening (connection lost and made again): whoever relies on hints looks for itself. */
  onGap(listener: () => void): () => void;
}
