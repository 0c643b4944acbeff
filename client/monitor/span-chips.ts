import { dollars, duration } from '../ui/format.ts';
import type { SpanSearch } from './span-search.ts';

/** The conditions that somebody can add to the filter, in the order of the menu. Time and text have places of their own. */
export const conditionNames = {
  status: 'Status',
  kind: 'Kind',
  model: 'Model',
  prompt: 'Prompt',
  version: 'Prompt version',
  feedback: 'Feedback',
  score: 'Score',
  duration: 'Duration',
  cost: 'Cost',
  tags: 'Tag',
  session: 'Session',
  trace: 'Trace',
  attribute: 'Attribute',
} as const;
export type Condition = keyof typeof conditionNames;

export interface ConditionChip {
  condition: Condition;
  /** Which of several, for scores and attributes. */
  at?: number;
  subject: string;
  value: string;
}

type Range = { min?: number; max?: number };

function range({ min, max }: Range, say: (value: number) => string): string {
  if (min !== undefined && max !== undefined) return `${say(min)} to ${say(max)}`;
  return min !== undefined ? `at least ${say(min)}` : max !== undefined ? `at most ${say(max)}` : 'any';
}

const lower = (value: string): string => value.toLowerCase();
const either = (values: readonly string[]): string => values.join(' or ');

type Attribute = NonNullable<SpanSearch['attribute']>[number];

export function attributeText({ equals, contains, exists, greater, less }: Attribute): string {
  if (equals !== undefined) return `= ${String(equals)}`;
  if (contains !== undefined) return `contains ${contains}`;
  if (exists !== undefined) return exists ? 'exists' : 'does not exist';
  if (greater !== undefined) return `> ${greater}`;
  return less !== undefined ? `< ${less}` : 'is anything';
}

/** The chips for a link's parameters. */
export function chipsOf(search: SpanSearch): ConditionChip[] {
  const chips: ConditionChip[] = [];
  const add = (condition: Condition, value: string | undefined, subject: string = conditionNames[condition], at?: number) => {
    if (value) chips.push({ condition, subject, value, at });
  };
  add('status', search.status && lower(search.status));
  add('kind', search.kind && either(search.kind.map(lower)));
  add('model', search.model && either(search.model));
  add('prompt', search.prompt && either(search.prompt));
  add('version', search.version);
  add('feedback', search.feedback && either(search.feedback.map(lower)));
  search.score?.forEach((score, at) => add('score', range(score, String), score.name, at));
  add('duration', search.duration && range(search.duration, duration));
  add('cost', search.cost && range(search.cost, dollars));
  add('tags', search.tags && search.tags.join(' and '));
  add('session', search.session);
  add('trace', search.trace);
  search.attribute?.forEach((attribute, at) => add('attribute', attributeText(attribute), attribute.key, at));
  return chips;
}

/** The parameters without one chip's condition. */
export function withoutChip(search: SpanSearch, { condition, at }: Pick<ConditionChip, 'condition' | 'at'>): SpanSearch {
  if (condition === 'score' || condition === 'attribute') {
    const rest = search[condition]?.filter((_, index) => index !== at);
    return { ...search, [condition]: rest?.length ? rest : undefined };
  }
  return { ...search, [condition]: undefined };
}
