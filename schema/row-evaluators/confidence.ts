import type { EvaluatorKind } from '@docket/prisma/generated/client/enums.ts';
import { judgeConfig } from '../evaluators/judge.ts';
import { similarity } from '../evaluators/kinds/similarity.ts';

interface Scale {
  least: number;
  most: number;
  passAt: number;
}

/** The scale of an evaluator's scores, where its config says one. What code and services give may have any. */
function scaleOf(kind: EvaluatorKind, config: unknown): Scale | null {
  if (kind === 'JUDGE') {
    const { data } = judgeConfig.safeParse(config);
    return data ? { least: data.scale[0]!.score, most: data.scale.at(-1)!.score, passAt: data.passAt } : null;
  }
  if (kind === 'SIMILARITY') {
    const { data } = similarity.config.safeParse(config);
    return data ? { least: 0, most: 1, passAt: (data as { passAt: number }).passAt } : null;
  }
  return null;
}

/** How far a score is from the one that passes, by the length of its scale: 0 at the threshold, near 1 far from it. Not a
 * probability, and nothing that the evaluator said of itself. Null where there is no scale, or no score. */
export function confidenceOf({ kind, config }: { kind: EvaluatorKind; config: unknown }, score: number | null): number | null {
  const scale = scaleOf(kind, config);
  if (!scale || score === null || !(scale.most > scale.least)) return null;
  return Math.min(1, Math.abs(score - scale.passAt) / (scale.most - scale.least));
}
