import type { AgreementFigures } from './evaluator-documents.ts';

/** 0.873 → "87 %"; never 100 % or 0 % of what is not all or none. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  if (whole === 100 && share < 1) return '>99 %';
  if (whole === 0 && share > 0) return '<1 %';
  return `${whole} %`;
}

/** Two digits behind the point, with a real minus. */
export const fixed = (value: number): string => (Math.abs(value) < 0.005 ? 0 : value).toFixed(2).replace('-', '−');

export const kappaWords = ({ kappa, kappaInterval }: Pick<AgreementFigures, 'kappa' | 'kappaInterval'>): string | null =>
  kappa === null ? null : `κ ${fixed(kappa)}${kappaInterval ? ` (${fixed(kappaInterval.low)} to ${fixed(kappaInterval.high)})` : ''}`;

/** How strong a kappa is in the usual words (Landis and Koch, 1977). */
export function kappaStrength(kappa: number): string {
  if (kappa < 0) return 'worse than chance';
  if (kappa <= 0.2) return 'slight';
  if (kappa <= 0.4) return 'fair';
  if (kappa <= 0.6) return 'moderate';
  return kappa <= 0.8 ? 'substantial' : 'almost perfect';
}

/** Whether somebody has held it against the reviewers: there is a row that both have an opinion on. */
export const isCompared = (agreement: AgreementFigures | null | undefined): agreement is AgreementFigures & { percent: number } =>
  agreement != null && agreement.rows > 0 && agreement.percent !== null;
