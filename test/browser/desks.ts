import type { Browsing, Desk } from '../kit/browser.ts';
import type { Stack } from '../kit/stack.ts';
import { seedQueue } from '../queue/kit.ts';

/** Of the spans of a project: so many failed. */
export const failures = 4;

/** An owner at a desk, in a project with spans of which some failed. */
export async function openProject(stack: Stack, browsing: Browsing, spans = 0): Promise<{ desk: Desk; slug: string }> {
  const olga = await stack.person('Olga');
  const { id: projectId, slug } = await stack.project([[olga, 'OWNER']]);
  if (spans > 0) {
    await stack.as(olga).execute('mutation ($input: ImportSpansInput!) { importSpans(input: $input) { __typename } }', {
      input: {
        projectId,
        spans: Array.from({ length: spans }, (_, n) => ({
          id: `span-${n}`,
          name: 'answer',
          kind: 'MODEL',
          model: 'small-1',
          status: n < failures ? 'ERROR' : 'OK',
          error: n < failures ? 'The model gave no answer.' : undefined,
          startedAt: new Date(Date.now() - n * 60_000).toISOString(),
          durationMs: 800 + n,
          variables: { user_query: `Where is parcel ${n}?` },
          output: n < failures ? '' : `Parcel ${n} is on its way.`,
        })),
      },
    });
  }
  const desk = await browsing.signedIn(stack, olga, { reducedMotion: 'reduce' });
  return { desk, slug };
}

/** A desk at a queue of rows. */
export async function openQueue(stack: Stack, browsing: Browsing, rows: number) {
  const bench = await seedQueue(stack, { rows, values: (n) => ({ question: `Question ${n}`, answer: `Answer ${n}` }) });
  const desk = await browsing.signedIn(stack, bench.people.owner, { reducedMotion: 'reduce' });
  const { slug } = await stack.db.prisma.project.findUniqueOrThrow({ where: { id: Number(bench.projectId.split('_')[1]) } });
  return { ...bench, desk, path: `/p/${slug}/d/${bench.datasetId.split('_')[1]}` };
}
