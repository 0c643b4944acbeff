import { dollars, duration } from '../ui/format.ts';
import type { EvaluatorKind, VersionFacts } from './evaluator-documents.ts';
import { configOf, type Config } from './kinds.ts';

/** A number as people write it: no more than four digits behind the point. */
export const shown = (value: unknown): string => (typeof value === 'number' ? String(Math.round(value * 10_000) / 10_000) : '?');

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const clip = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

function quoted(values: readonly string[]): string {
  const first = values.slice(0, 3).map((one) => `“${clip(one, 40)}”`);
  return values.length > 3 ? `${first.join(', ')} and ${values.length - 3} more` : first.join(', ');
}

const modes: Record<string, [one: string, more: string]> = {
  EQUALS: ['equals', 'equals any of'],
  CONTAINS_ANY: ['contains', 'contains any of'],
  CONTAINS_ALL: ['contains', 'contains all of'],
  CONTAINS_NONE: ['does not contain', 'contains none of'],
  STARTS_WITH: ['starts with', 'starts with any of'],
  ENDS_WITH: ['ends with', 'ends with any of'],
  MATCHES: ['matches', 'matches any of'],
};

function textWords({ mode, values, against, ignoreCase }: Config): string {
  const [one, more] = modes[String(mode)] ?? ['is compared with', 'is compared with'];
  const all = list(values);
  const what = against ? `${one} the expected output` : `${all.length > 1 ? more : one} ${quoted(all)}`;
  return ignoreCase ? `${what}, in any case` : what;
}

function jsonWords({ mode, ignore, schema }: Config): string {
  if (mode === 'SCHEMA') {
    const required = list(configOf(schema ?? null).required);
    return required.length > 0 ? `fits a JSON Schema that asks for ${required.slice(0, 4).join(', ')}` : 'fits a JSON Schema';
  }
  if (mode !== 'EQUALS') return 'is valid JSON';
  const left = list(ignore);
  return left.length > 0
    ? `equals the expected output as JSON, but for ${left.slice(0, 4).join(', ')}`
    : 'equals the expected output as JSON';
}

function lengthWords({ unit, least, most }: Config): string {
  const range =
    least !== undefined && most !== undefined
      ? `${shown(least)} to ${shown(most)}`
      : least !== undefined
        ? `at least ${shown(least)}`
        : `at most ${shown(most)}`;
  return `has ${range} ${String(unit).toLowerCase()}`;
}

const host = (url: unknown): string => (URL.canParse(String(url)) ? new URL(String(url)).host : String(url));

export interface Anchor {
  score: number;
  meaning: string;
}

/** The anchors of a judge's scale; what is none is left out. */
export const scaleOf = (config: Config): Anchor[] =>
  (Array.isArray(config.scale) ? config.scale : []).flatMap((one) => {
    const { score, meaning } = configOf(one);
    return typeof score === 'number' ? [{ score, meaning: String(meaning ?? '') }] : [];
  });

function judgeWords(config: Config, prompt: VersionFacts['promptVersion'] | undefined): string {
  const scale = scaleOf(config);
  const model = prompt ? [prompt.content.provider, prompt.content.model].filter(Boolean).join('/') : 'no prompt';
  return `${model}, ${shown(scale[0]?.score)}–${shown(scale.at(-1)?.score)}, passes at ${shown(config.passAt)}`;
}

/** What an evaluator asks of an answer, in a few words that follow "passes when the output". */
export function describeConfig(kind: EvaluatorKind, config: Config, prompt?: VersionFacts['promptVersion']): string {
  switch (kind) {
    case 'TEXT':
      return textWords(config);
    case 'JSON':
      return jsonWords(config);
    case 'SIMILARITY':
      return `${config.measure === 'EDIT' ? 'edit similarity' : 'token F1'} to the expected output of ${shown(config.passAt)} or more`;
    case 'LENGTH':
      return lengthWords(config);
    case 'LATENCY':
      return `took at most ${duration(Number(config.mostMs))}`;
    case 'COST':
      return `cost at most ${dollars(Number(config.most))}`;
    case 'JAVASCRIPT':
      return `${String(config.code ?? '').split('\n').length} lines of JavaScript`;
    case 'HTTP':
      return `asks ${host(config.url)}`;
    case 'JUDGE':
      return judgeWords(config, prompt);
  }
}

/** The same, of a version. */
export const describeVersion = (kind: EvaluatorKind, { config, promptVersion }: Pick<VersionFacts, 'config' | 'promptVersion'>): string =>
  describeConfig(kind, configOf(config), promptVersion);
