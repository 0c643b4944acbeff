import { count as format } from './format.ts';

interface Props {
  count: { value: number; exact: boolean } | null | undefined;
  one: string;
  many?: string;
}

/** "1 row", "312 rows", "10,000+ rows" where the server stopped counting. */
export function RowCountText({ count, one, many = `${one}s` }: Props) {
  if (!count) return null;
  return (
    <span title={count.exact ? undefined : 'At least this many; counting further would take too long.'}>
      {format(count.value)}
      {count.exact ? '' : '+'} {count.value === 1 && count.exact ? one : many}
    </span>
  );
}
