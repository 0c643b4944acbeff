import { coerceInputValue, type GraphQLInputType, isInputType } from 'graphql';
import type { RowFilter } from '@docket/schema/queue/filter/row-filter.ts';
import { InvalidFilter } from '@docket/schema/refusals.ts';
import { schema } from '@docket/schema/schema.ts';

/** The filter in a URL, as JSON: the same `RowFilter` that GraphQL takes, read by the same type. Null is everything. */
export function filterOfUrl(text: string | null): RowFilter | null {
  if (text === null || text === '') return null;
  return coerceInputValue(parse(text), rowFilter(), (path, _value, error) => {
    throw new InvalidFilter(error.message, ['filter', ...path.map(String)]);
  }) as RowFilter | null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidFilter('The filter in the URL is not JSON.', ['filter']);
  }
}

function rowFilter(): GraphQLInputType {
  const type = schema.getType('RowFilter');
  if (!isInputType(type)) throw new Error('the schema has no RowFilter');
  return type;
}
