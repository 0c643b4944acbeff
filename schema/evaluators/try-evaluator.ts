import type { EvaluatorKind } from '@docket/prisma/generated/client/enums.ts';
import type { Services } from '../context.ts';
import { ModelFailed } from '../models/model-port.ts';
import { jsonProblem } from '../monitor/json-value.ts';
import { InvalidInput } from '../refusals.ts';
import { requireConfig } from './evaluator-version.ts';
import { clip } from './kinds/clip.ts';
import { REASON } from './kinds/grade.ts';
import { prepareConfig, prepareEvaluators } from './prepare-evaluator.ts';
import { type Subject, type Verdict, unknown } from './verdict.ts';

export interface TryEvaluator {
  projectId: number;
  /** One that there is, or one that is in the making. */
  evaluator: { versionId: number } | { kind: EvaluatorKind; config: unknown };
  subject: Subject;
}

/** Bytes of an answer that is tried, as JSON. */
const most = 1024 * 1024;

/** What an evaluator says of one answer. Nothing is stored, and a model's failure is an UNKNOWN: whoever looks wants to know. */
export async function tryEvaluator(services: Services, { projectId, evaluator, subject }: TryEvaluator): Promise<Verdict> {
  const problem = jsonProblem([subject.inputs, subject.output, subject.expected], most);
  if (problem) throw new InvalidInput(`The row: ${problem}.`, ['input']);
  const { evaluate } = await ('versionId' in evaluator
    ? prepareEvaluators(services, [evaluator.versionId]).then(([ready]) => ready!)
    : requireConfig(services.db, { projectId, ...evaluator }).then((config) =>
        prepareConfig(services, { projectId, kind: evaluator.kind, config, secret: null }),
      ));
  try {
    return await evaluate(subject, { cache: false });
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error;
    return unknown(clip(error.message, REASON));
  }
}
