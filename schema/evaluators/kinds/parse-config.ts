import type { z } from 'zod';
import { InvalidInput } from '../../refusals.ts';
import { clip } from './clip.ts';
import type { Kind } from './kind.ts';

/** A config as somebody wrote it → with its defaults, fit for `judge`. Throws InvalidInput: the message names up to three
 * fields, `where` is the first one's place within the config. */
export function parseConfig<Config>(kind: Kind<Config>, raw: unknown): Config {
  const parsed = kind.config.safeParse(raw, { error: explain });
  if (!parsed.success) throw refusal(parsed.error);
  kind.check?.(parsed.data);
  return parsed.data;
}

const names: Record<string, string> = {
  string: 'text',
  number: 'a finite number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
};

/** In the words of a person; undefined leaves the message that the schema has. */
const explain: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'is missing' : `is not ${names[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `is not one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'unrecognized_keys') return `${issue.keys.slice(0, 5).map(shown).join(', ')}: no such setting`;
  if (issue.code === 'invalid_union' && Array.isArray(issue.options)) return `is not one of ${issue.options.map(String).join(', ')}`;
  if (issue.code === 'too_small') return issue.origin === 'array' ? 'is empty' : `is below ${issue.minimum}`;
  if (issue.code === 'too_big') return issue.origin === 'array' ? `has more than ${issue.maximum} entries` : `is above ${issue.maximum}`;
  return undefined;
};

function refusal({ issues }: z.ZodError): InvalidInput {
  const told = issues.slice(0, 3).map(({ path, message }) => (path.length ? `${path.map(shown).join('.')}: ${message}` : message));
  const rest = issues.length > 3 ? `; and ${issues.length - 3} more` : '';
  return new InvalidInput(`${told.join('; ')}${rest}.`, issues[0]?.path.map(shown));
}

const shown = (key: PropertyKey): string => clip(String(key), 64);
