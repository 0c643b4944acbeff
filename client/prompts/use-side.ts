import { useMemo } from 'react';
import { useQuery } from 'urql';
import { failureText } from '../graphql/refusal.ts';
import { contentOf, type PromptContent } from './content.ts';
import { Version_query } from './prompt-documents.ts';

/** What can be looked at, compared and run: the draft, or a version by its number. */
export type Side = 'draft' | number;

export const sideName = (side: Side): string => (side === 'draft' ? 'Draft' : `Version ${side}`);
export const sideValue = (side: Side): string => String(side);
export const sideOf = (value: string): Side => (value === 'draft' ? 'draft' : Number(value));

/** Every side of a prompt, the draft first and then the newest version; for a Select. */
export const sideChoices = (latest: number | null) => [
  { value: 'draft', label: 'Draft' },
  ...Array.from({ length: latest ?? 0 }, (_, at) => ({ value: String((latest ?? 0) - at), label: `Version ${(latest ?? 0) - at}` })),
];

/** A side's content. Versions never change, so they are fetched once. */
export function useSide(promptId: string, side: Side | null, draft: PromptContent) {
  const number = typeof side === 'number' ? side : null;
  const [{ data, error, fetching }, again] = useQuery({
    query: Version_query,
    variables: { id: promptId, number: number ?? 0 },
    pause: number === null,
    requestPolicy: 'cache-first',
  });
  const version = number !== null && data?.prompt?.version?.number === number ? data.prompt.version : null;
  const content = useMemo(() => (version ? contentOf(version.content) : null), [version]);
  if (side === null) return { content: null, version: null, problem: null, again };
  if (side === 'draft') return { content: draft, version: null, problem: null, again };
  const lost = error ? failureText(error) : !fetching && data && !version ? `There is no version ${side}.` : null;
  return { content, version, problem: content ? null : lost, again };
}
