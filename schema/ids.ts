import { NotFound } from './refusals.ts';

/** A global id is the type's name and the record's number: `Row_123`. Readable in logs and URLs; every use checks access. */
export const encodeId = (typename: string, id: string | number | bigint): string => `${typename}_${id}`;

export function decodeId(id: string): { typename: string; id: string } {
  const at = id.lastIndexOf('_');
  return { typename: id.slice(0, at), id: id.slice(at + 1) };
}

/** Types with bigint ids; those of the others must fit an integer, or the database would refuse the whole statement. */
const bigTypes = new Set(['Row', 'Span']);

/** The number behind a global id of this type; an id of another type or shape is not found. */
export function numberOf(typename: string, id: string): number {
  const decoded = decodeId(id);
  const number = Number(decoded.id);
  const most = bigTypes.has(typename) ? Number.MAX_SAFE_INTEGER : 2 ** 31 - 1;
  if (decoded.typename !== typename || !/^\d{1,15}$/.test(decoded.id) || number > most) throw new NotFound(typename);
  return number;
}

/** The same, or null: for what is answered with nothing where there is nothing. */
export function numberOrNull(typename: string, id: string): number | null {
  try {
    return numberOf(typename, id);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
