import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from '../kit/browser.ts';
import { eventually, openOffice, openRow, type Office } from './office.ts';

const text = 'The sun is a star, so the answer is wrong about that.';
const note = (page: Page) => page.getByRole('textbox', { name: 'annotation' });
const lost = (page: Page) => page.getByRole('alertdialog', { name: 'Your claim ran out' });
const filled = (office: Office, rowId: string) =>
  office.owner.client
    .execute<{ row: { status: string; values: Record<string, unknown>; filledBy: { name: string } | null } }>(
      'query ($id: ID!) { row(id: $id) { status values filledBy { name } } }',
      { id: rowId },
    )
    .then(({ row }) => ({ status: row.status, annotation: row.values.annotation, by: row.filledBy?.name }));

/** An administrator writes into a row that somebody holds, which ends the claim. */
async function endClaim({ owner, datasetId }: Office, rowId: string) {
  const { nodes } = await owner.rows(datasetId);
  const { version } = nodes.find((row) => row.id === rowId)!;
  expect(await owner.annotate({ rowId, version, values: { priority: 'high' }, force: true })).toMatchObject({
    __typename: 'AnnotateRowPayload',
  });
}

test('a claim that runs out while typing: the text stays, and comes back with the row', async ({ stack, browsing }) => {
  const office = await openOffice(stack, browsing, { rows: 2, claimSeconds: 10 });
  const { adas, at } = office;
  const { page, wire } = adas;
  await adas.open(at('review'));
  const rowId = await openRow(page);
  await note(page).fill(text.slice(0, 20));
  // No heartbeat gets through any more, and none of what is typed from here on.
  wire.cut();
  await note(page).pressSequentially(text.slice(20));
  await eventually(() => stack.db.prisma.claim.count({ where: { rowId: Number(rowId.slice(4)) } }), 15_000).toBe(0);
  wire.mend();
  await lost(page).getByText('What you typed is still here, below.').waitFor();
  expect(await note(page).inputValue()).toBe(text);

  await lost(page).getByRole('button', { name: 'Claim again and restore' }).click();
  await lost(page).waitFor({ state: 'detached' });
  expect(await openRow(page)).toBe(rowId);
  expect(await note(page).inputValue()).toBe(text);
  await page.keyboard.press('Control+Enter');
  await eventually(() => filled(office, rowId)).toEqual({ status: 'FILLED', annotation: text, by: 'Ada' });
});

test('a claim that an administrator ends: told at once, and the text goes to the next holder with credit', async ({ stack, browsing }) => {
  const office = await openOffice(stack, browsing, { rows: 4 });
  const { adas, bos, at } = office;
  await adas.open(at('review'));
  const rowId = await openRow(adas.page);
  await note(adas.page).fill(text);
  await adas.page.getByText('Draft saved').waitFor();
  await endClaim(office, rowId);
  await lost(adas.page).waitFor();
  expect(await note(adas.page).inputValue()).toBe(text);

  await lost(adas.page).getByRole('button', { name: 'Leave my text for the next' }).click();
  await lost(adas.page).waitFor({ state: 'detached' });
  expect(await openRow(adas.page)).not.toBe(rowId);
  await bos.open(at('review'));
  expect(await openRow(bos.page)).toBe(rowId);
  const offer = bos.page.getByRole('alert').filter({ hasText: 'Ada typed this' });
  await offer.getByText(text).waitFor();
  await offer.getByRole('button', { name: 'Use it' }).click();
  await eventually(() => note(bos.page).inputValue()).toBe(text);
  await bos.page.getByRole('button', { name: 'Fill and next' }).click();
  await eventually(() => filled(office, rowId)).toEqual({ status: 'FILLED', annotation: text, by: 'Bo' });
  expect([...adas.problems, ...bos.problems]).toEqual([]);
});

test('what the last holder typed is offered even when they never came back', async ({ stack, browsing }) => {
  const office = await openOffice(stack, browsing, { rows: 1, claimSeconds: 10 });
  const { adas, bos, at } = office;
  await adas.open(at('review'));
  const rowId = await openRow(adas.page);
  await note(adas.page).fill(text);
  await adas.page.getByText('Draft saved').waitFor();
  adas.wire.cut();

  await bos.open(at('review'));
  // Held by Ada; as soon as her claim has run out, it is offered here.
  await bos.page.getByText('Nothing is left to claim').waitFor();
  await bos.page.getByRole('button', { name: 'Take the next' }).click({ timeout: 20_000 });
  expect(await openRow(bos.page)).toBe(rowId);
  await bos.page.getByRole('alert').filter({ hasText: 'Ada typed this' }).getByText(text).waitFor();
  expect(bos.problems).toEqual([]);
});

test('a reload keeps what was typed, and the row', async ({ stack, browsing }) => {
  const office = await openOffice(stack, browsing, { rows: 5 });
  const { adas, at } = office;
  await adas.open(at('review'));
  const rowId = await openRow(adas.page);
  await note(adas.page).fill(text);
  // At once: before the draft could have been sent.
  await adas.page.reload();
  expect(await openRow(adas.page)).toBe(rowId);
  await eventually(() => note(adas.page).inputValue()).toBe(text);
  await adas.page.keyboard.press('Control+Enter');
  await eventually(() => filled(office, rowId)).toEqual({ status: 'FILLED', annotation: text, by: 'Ada' });
  expect(adas.problems).toEqual([]);
});

test('what is typed offline is kept and sent when the network is back', async ({ stack, browsing }) => {
  const office = await openOffice(stack, browsing, { rows: 2 });
  const { adas, at } = office;
  const { page, context, wire } = adas;
  await adas.open(at('review'));
  const rowId = await openRow(page);
  await context.setOffline(true);
  wire.cut();
  await page.getByText('You are offline').waitFor();
  await note(page).fill(text);
  await page.getByText('Kept in this browser; sent when you are back').waitFor();
  // Filling needs the server, and says so instead of failing.
  await page.keyboard.press('Control+Enter');
  expect(await openRow(page)).toBe(rowId);
  expect(await filled(office, rowId)).toMatchObject({ status: 'EMPTY', annotation: null });

  wire.mend();
  await context.setOffline(false);
  await page.getByText('Draft saved').waitFor();
  const { row } = await office.ada.client.execute<{ row: { draft: { values: Record<string, unknown> } } }>(
    'query ($id: ID!) { row(id: $id) { draft { values } } }',
    { id: rowId },
  );
  expect(row.draft.values).toEqual({ annotation: text });
  await page.keyboard.press('Control+Enter');
  await eventually(() => filled(office, rowId)).toEqual({ status: 'FILLED', annotation: text, by: 'Ada' });
});
