import { expect } from 'vitest';
import { test } from '../kit/browser.ts';
import { expectAccessible } from './accessible.ts';
import { openOffice, openRow } from './office.ts';

test('a row for two: each answers by themselves, they disagree, a third settles it; every list follows', async ({ stack, browsing }) => {
  const { adas, bos, at, owner, datasetId, nameOf, rowIds, people } = await openOffice(stack, browsing, { rows: 2 });
  const olgas = await browsing.signedIn(stack, people.owner);
  const rowId = rowIds[0]!;
  const line = (rows: string) => `ul[aria-label="${rows}"] > li[data-row="${rowId}"]:not([aria-hidden])`;

  // The owner asks for two reviews of each row, at the queue.
  await olgas.open(at('queue'));
  await olgas.page.getByRole('button', { name: '1 review a row' }).click();
  const dialog = olgas.page.getByRole('dialog', { name: 'Reviews of each row' });
  await dialog.getByRole('textbox', { name: 'Reviewers for each row' }).fill('2');
  await expectAccessible(olgas.page, 'Reviews of each row');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await olgas.page.getByRole('button', { name: '2 reviews a row' }).waitFor();
  await olgas.page.locator(line('Waiting rows')).getByRole('group', { name: '0 of 2 have answered' }).waitFor();

  await adas.open(at('review', `?row=${rowId}`));
  await adas.page.getByText('2 reviewers answer this row, each by themselves.').waitFor();
  expect(await openRow(adas.page)).toBe(rowId);
  await adas.page.getByRole('radio', { name: 'incorrect' }).click();
  await adas.page.keyboard.press('Control+Enter');
  await adas.page.getByText(`Your answer to ${nameOf(rowId)} is in. It waits for others.`).waitFor();
  const queue = await adas.tab(at('queue'));
  await queue.getByText('1 row waiting', { exact: true }).waitFor();
  await queue.getByText('Answered by me').click();
  await queue.locator(line('Rows answered by me')).getByRole('group', { name: '1 of 2 have answered' }).waitFor();
  await olgas.page.locator(line('Waiting rows')).getByRole('group', { name: '1 of 2 have answered' }).waitFor();

  // Bo is told that Ada has answered, not what.
  await bos.open(at('review', `?row=${rowId}`));
  await bos.page.getByText('Ada answered; you see it after yours.').waitFor();
  expect(await bos.page.getByRole('button', { name: 'Take Ada’s answer' }).count()).toBe(0);
  await bos.page.getByRole('radio', { name: 'too-long' }).click();
  await bos.page.keyboard.press('Control+Enter');
  await bos.page.getByText(`Your answer to ${nameOf(rowId)} is in. It waits for others.`).waitFor();
  await olgas.page.locator(line('Waiting rows')).getByRole('group', { name: '2 of 2 have answered, and they disagree' }).waitFor();

  await olgas.open(at('review', `?row=${rowId}`));
  await olgas.page.getByText('Ada and Bo disagree. Your answer settles it.').waitFor();
  await expectAccessible(olgas.page, 'A dispute');
  await olgas.page.getByRole('button', { name: 'Take Ada’s answer' }).click();
  await expect.poll(() => olgas.page.getByRole('radio', { name: 'incorrect' }).getAttribute('aria-checked')).toBe('true');
  await olgas.page.getByRole('button', { name: 'Fill and next' }).click();
  await olgas.page.getByText(`Row ${rowId.slice(4)} is filled.`).waitFor();
  await queue.locator(line('Rows answered by me')).waitFor({ state: 'detached' });

  const grid = await bos.tab(at('grid', `?row=${rowId}`));
  const panel = grid.getByRole('complementary');
  await panel.getByText('Settled it').waitFor();
  for (const name of ['Ada', 'Bo', 'Olga']) await panel.getByRole('list').first().getByText(name, { exact: true }).waitFor();
  const [filled] = (await owner.rows(datasetId, { rows: [rowId] })).nodes;
  expect(filled).toMatchObject({ status: 'FILLED', values: { feedback_category: 'incorrect', adjudication: 'disputed' } });
  expect([...adas.problems, ...bos.problems, ...olgas.problems]).toEqual([]);
});
