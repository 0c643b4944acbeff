import { percent } from '../evaluators/agreement-words.ts';
import { counted } from '../ui/format.ts';
import type { AnchoringFigures } from './row-evaluator-documents.ts';

/** A share as points of a hundred, with a real minus. */
const points = (share: number): string => String(Math.round(share * 100)).replace('-', '−');

/** How far seeing a suggestion makes reviewers say the same, in words; null while nobody has answered. */
export function anchoringWords({ shown, hidden, difference, interval }: AnchoringFigures): string | null {
  if (shown.share === null && hidden.share === null) return null;
  if (shown.share === null)
    return `Reviewers agree on ${percent(hidden.share!)} of ${counted(hidden.rows, 'row')}, where they did not see it.`;
  if (hidden.share === null) return `Reviewers agree on ${percent(shown.share)} of ${counted(shown.rows, 'row')}, where they saw it.`;
  const groups = `Reviewers agree ${percent(shown.share)} where they saw it (${counted(shown.rows, 'row')}), ${percent(hidden.share)} where they did not (${counted(hidden.rows, 'row')})`;
  if (difference === null || !interval) return `${groups}.`;
  const told = `${groups}: ${points(difference)} points, ${points(interval.low)} to ${points(interval.high)}`;
  return interval.low <= 0 && interval.high >= 0 ? `${told}, which may be chance.` : `${told}.`;
}

/** Whether seeing it makes reviewers say the same more than chance would have it. */
export const sways = ({ interval }: AnchoringFigures): boolean => interval !== null && interval.low > 0;
