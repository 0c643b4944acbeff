import type { Message } from '../../models/model-port.ts';
import type { Anchor } from '../judge-request.ts';

export type BuiltInJudgeKey = 'CORRECTNESS' | 'HALLUCINATION' | 'OFF_TOPIC' | 'TONE' | 'LENGTH';

/** A judge that comes with Docket: what a project gets a copy of, to use as it is or to change. */
export interface BuiltInJudge {
  key: BuiltInJudgeKey;
  /** Of the evaluator; the prompt is called `judge-` and this in small letters with dashes. */
  name: string;
  description: string;
  scale: Anchor[];
  passAt: number;
  /** Templates. What data is, the scale and the form of the reply stand in `judge-request.ts`, before them. */
  messages: Message[];
}

export interface Rubric {
  /** What is judged, and what is not. */
  task: string;
  /** In the order in which they are done. */
  steps: string[];
  /** What is easily got wrong. */
  cases: string[];
}

/** A rubric as a model reads it. */
export const writeRubric = ({ task, steps, cases }: Rubric): string =>
  [
    task,
    `Steps\n${steps.map((step, at) => `${at + 1}. ${step}`).join('\n')}`,
    `Cases that are easily got wrong\n${cases.map((one) => `- ${one}`).join('\n')}`,
  ].join('\n\n');

/** The inputs, each under its name. */
export const listedInputs = '{{#inputs}}\n{{name}}:\n{{value}}\n{{/inputs}}';
