import { configOf } from '../evaluators/kinds.ts';
import { asText } from '../ui/format.ts';
import type { Result } from './evaluation-documents.ts';

/** Long texts are cut before they reach the DOM: a cell shows a line. */
export const line = (value: unknown): string => asText(value).slice(0, 300).replace(/\s+/g, ' ');

/** The inputs' values in one line, in the order of the columns where it is known. */
export const inputsLine = (inputs: Result['inputs'], columns?: readonly { key: string }[]): string =>
  (columns ? columns.map(({ key }) => configOf(inputs)[key]) : Object.values(configOf(inputs)))
    .map((value) => asText(value).slice(0, 200))
    .filter(Boolean)
    .join(' · ')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
