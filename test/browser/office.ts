import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { Browsing, Desk } from '../kit/browser.ts';
import type { Stack } from '../kit/stack.ts';
import { type Bench, seedQueue } from '../queue/kit.ts';

export interface Office extends Bench {
  adas: Desk;
  bos: Desk;
  /** The path of a page of the dataset. */
  at(page: 'queue' | 'review' | 'grid' | 'dashboard', search?: string): string;
  nameOf(rowId: string): string;
}

/** Two reviewers at their own desks, signed in, with a queue to work on. */
export async function openOffice(stack: Stack, browsing: Browsing, options: { rows: number; claimSeconds?: number }): Promise<Office> {
  const bench = await seedQueue(stack, { rows: options.rows, values: (n) => ({ question: `Question ${n}`, answer: `Answer ${n}` }) });
  const { slug } = await stack.db.prisma.project.findFirstOrThrow({ where: { members: { some: { userId: bench.people.ada.number } } } });
  if (options.claimSeconds) {
    await bench.owner.client.execute('mutation ($input: UpdateDatasetInput!) { updateDataset(input: $input) { __typename } }', {
      input: { id: bench.datasetId, claimSeconds: options.claimSeconds },
    });
  }
  const adas = await browsing.signedIn(stack, bench.people.ada);
  const bos = await browsing.signedIn(stack, bench.people.bo);
  const number = (id: string) => id.slice(id.indexOf('_') + 1);
  return {
    ...bench,
    adas,
    bos,
    at: (page, search = '') => `/p/${slug}/d/${number(bench.datasetId)}/${page}${search}`,
    nameOf: (rowId) => `row ${number(rowId)}`,
  };
}

/** The row on the review desk, as "Row 12"; waits until there is one. */
export async function openRow(page: Page): Promise<string> {
  const region = page.getByRole('region', { name: /^Row \d+ to review$/ });
  await region.waitFor();
  const label = (await region.getAttribute('aria-label')) ?? '';
  return `Row_${/\d+/.exec(label)![0]}`;
}

/** Polls what a page shows until it is as it should be; says what it was instead. */
export const eventually = <T>(look: () => Promise<T>, timeout = 10_000) => expect.poll(look, { timeout, interval: 50 });
