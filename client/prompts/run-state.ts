import type { Json } from '../graphql/graphql.ts';

export interface RunAnswer {
  text: string;
  toolCalls: { name: string; arguments: Json }[];
  finish: string;
  tokensIn: number | null;
  tokensOut: number | null;
  latencyMs: number;
  attempts: number;
  cost: number | null;
  cached: boolean;
}

/** What `runPrompt` tells: each with one of `text`, `answer` and `failure`. */
export interface RunPart {
  text: string | null;
  answer: RunAnswer | null;
  failure: string | null;
  message: string | null;
}

export interface RunState {
  phase: 'idle' | 'running' | 'done' | 'failed' | 'stopped';
  /** What came so far. */
  text: string;
  answer: RunAnswer | null;
  problem: string | null;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Milliseconds from the start to the first text. */
  firstMs: number | null;
}

export type RunAction =
  | { kind: 'start'; at: number }
  | { kind: 'part'; part: RunPart; at: number }
  | { kind: 'broken'; problem: string }
  | { kind: 'ended' }
  | { kind: 'stop' };

export const noRun: RunState = { phase: 'idle', text: '', answer: null, problem: null, startedAt: 0, firstMs: null };

/** A run, as its parts come in. What came stays readable whatever ends it; what comes after the end is not looked at. */
export function runReducer(state: RunState, action: RunAction): RunState {
  if (action.kind === 'start') return { ...noRun, phase: 'running', startedAt: action.at };
  if (state.phase !== 'running') return state;
  switch (action.kind) {
    case 'part': {
      const { text, answer, failure, message } = action.part;
      if (answer) return { ...state, phase: 'done', text: answer.text || state.text, answer };
      if (failure) return { ...state, phase: 'failed', problem: message ?? 'The model gave no answer.' };
      if (!text) return state;
      return { ...state, text: state.text + text, firstMs: state.firstMs ?? action.at - state.startedAt };
    }
    case 'broken':
      return { ...state, phase: 'failed', problem: action.problem };
    case 'ended':
      return { ...state, phase: 'failed', problem: 'The answer ended before it was whole.' };
    case 'stop':
      return { ...state, phase: 'stopped' };
  }
}
