import { counted } from '../ui/format.ts';
import type { CheckKind, ShownGate } from './deploy-documents.ts';

interface Check {
  kind: CheckKind;
  wanted: number;
  got: number | null;
}

/** A share in percent, with as many digits as it takes to tell it from the bound that it misses or keeps: 84.96 % is not 85 %. */
export function shareWords(share: number, bound?: number): string {
  const said = (digits: number): string => String(Number((share * 100).toFixed(digits)));
  let digits = 0;
  const isTold = (): boolean => bound === undefined || share === bound || Number(said(digits)) !== Number((bound * 100).toFixed(digits));
  // Whole percents where they are exact enough, and one digit otherwise.
  if (Math.abs(share * 100 - Math.round(share * 100)) > 0.05) digits = 1;
  while (!isTold() && digits < 6) digits++;
  return `${said(digits)} %`;
}

const scoreWords = (score: number, bound?: number): string => {
  let digits = 2;
  while (bound !== undefined && score !== bound && Number(score.toFixed(digits)) === bound && digits < 8) digits++;
  return String(Number(score.toFixed(digits)));
};

/** What a check asks for, as it stands in front of what it got. */
export function wantedWords({ kind, wanted }: Pick<Check, 'kind' | 'wanted'>): string {
  switch (kind) {
    case 'MEAN_SCORE':
      return `at least ${scoreWords(wanted)}`;
    case 'NO_REGRESSION':
      return wanted === 0 ? 'no row' : `at most ${counted(wanted, 'row')}`;
    case 'COVERAGE':
      return wanted === 0 ? 'none' : `at most ${shareWords(wanted)}`;
    case 'PASS_RATE':
    case 'LABEL_PASS_RATE':
      return wanted === 1 ? 'all of them' : `at least ${shareWords(wanted)}`;
  }
}

/** What was shown; a dash where there was nothing to measure. */
export function gotWords({ kind, wanted, got }: Check): string {
  if (got === null) return '–';
  if (kind === 'MEAN_SCORE') return scoreWords(got, wanted);
  if (kind === 'NO_REGRESSION') return counted(got, 'row');
  return shareWords(got, wanted);
}

/** A gate in short: what it asks for, a phrase each. */
export function gateWords({ rules }: Pick<ShownGate, 'rules'>): string[] {
  const phrases = rules.evaluators.flatMap(({ evaluator, passRate, meanScore, perLabel }) => {
    const name = evaluator?.name ?? 'An evaluator that is gone';
    return [
      ...(passRate === null ? [] : [`${name}: ${passRate === 1 ? 'all rows pass' : `at least ${shareWords(passRate)} pass`}`]),
      ...(meanScore === null ? [] : [`${name}: a mean of at least ${scoreWords(meanScore)}`]),
      ...perLabel.map((label) => `${name}: ${shareWords(label.passRate)} of ${labelWords(label)} pass`),
      ...(passRate === null && meanScore === null && perLabel.length === 0 ? [`${name}: was asked`] : []),
    ];
  });
  return [...phrases, ...(rules.noRegression ? ['No row that passes now may fail'] : [])];
}

export const labelWords = ({ columnKey, value }: { columnKey: string; value: string | null }): string =>
  value === null ? `rows without ${columnKey}` : `${columnKey} ${value}`;

interface Blocking {
  kind: CheckKind;
  rowCount: number;
  rows: readonly { rowId: string; row: { status: string } | null }[];
}

/** The rows by which a version fails and that can go back into the queue: filled ones, each once, and not those that an evaluation
 * merely lacks. `more` where not all of them were read. */
export function reopenable(checks: readonly Blocking[]): { ids: string[]; more: boolean } {
  const about = checks.filter(({ kind }) => kind !== 'COVERAGE');
  const ids = about.flatMap(({ rows }) => rows.filter(({ row }) => row?.status === 'FILLED').map(({ rowId }) => rowId));
  return { ids: [...new Set(ids)], more: about.some(({ rows, rowCount }) => rowCount > rows.length) };
}
