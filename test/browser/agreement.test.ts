import { expect } from 'vitest';
import { test } from '../kit/browser.ts';
import { bringIn, makeSlice } from '../reviews/kit.ts';
import { expectAccessible } from './accessible.ts';
import { openQueue } from './desks.ts';

test('Agreement: from nothing to figures by slice and by pair, which move as reviews come in; and on to the disputed rows', async ({
  stack,
  browsing,
}) => {
  const bench = await openQueue(stack, browsing, 12);
  const { desk, path, datasetId, rowIds, owner } = bench;
  const { page } = desk;
  await desk.open(`${path}/agreement`);
  await page.getByRole('heading', { name: 'No row has two reviews yet' }).waitFor();
  await expectAccessible(page, 'No agreement yet');

  // What is brought in over the API while the page is open is on it without a reload.
  const said = rowIds.map((_, n) => ({ Ann: n % 3 === 0 ? 'incorrect' : 'correct', Ben: n % 3 === 0 ? 'incorrect' : 'correct' }));
  said[0]!.Ben = 'hallucination';
  said[1]!.Ben = 'too-long';
  await bringIn(owner.client, datasetId, rowIds, said);
  const overall = page.getByRole('region', { name: 'Over all rows' });
  await overall.getByText('83 %').waitFor();
  await overall.getByText('on 12 rows').waitFor();
  await makeSlice(bench, 'First four', { rows: rowIds.slice(0, 4) });
  const slices = page.getByRole('region', { name: 'By slice' });
  const ofSlice = slices.getByRole('row').filter({ hasText: 'First four' });
  await ofSlice.getByText('50 %').waitFor();

  await bringIn(owner.client, datasetId, [rowIds[2]!], [{ Ben: 'off-topic' }]);
  await overall.getByText('75 %').waitFor();
  await ofSlice.getByText('25 %').waitFor();
  const disputed = page.getByRole('region', { name: 'Disputed rows' });
  await disputed.getByText('Reviewers differ on 3 rows. In the queue 3 rows wait as disputed').waitFor();
  await page.getByRole('region', { name: 'Who reviewed' }).getByText('Ann').waitFor();
  await expectAccessible(page, 'Agreement');

  // Two reviewers, label by label; that follows too.
  await page.getByRole('button', { name: /^Ann and Ben: kappa .* on 12 rows$/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Ann and Ben' });
  await dialog.getByText('The same answer on 75 % of 12 rows').waitFor();
  const cell = (said: string, judged: number) =>
    dialog
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: said, exact: true }) })
      .getByRole('cell')
      .nth(judged);
  expect(await cell('correct', 0).innerText()).toContain('6');
  await expectAccessible(page, 'Pair of reviewers');
  await bringIn(owner.client, datasetId, [rowIds[4]!], [{ Ben: 'incorrect' }]);
  await dialog.getByText('The same answer on 67 % of 12 rows').waitFor();
  expect(await cell('correct', 1).innerText()).toContain('1');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  // One slice more closely, and back.
  await slices.getByRole('button', { name: 'First four' }).click();
  await page.getByRole('button', { name: /^Ann and Ben: kappa .* on 4 rows$/ }).waitFor();
  await disputed.getByText('Reviewers differ on 3 rows').waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Back to all rows' }).click();
  await disputed.getByText('Reviewers differ on 4 rows').waitFor();

  await disputed.getByRole('link', { name: 'Queue of disputed rows' }).click();
  await page.getByText('4 rows waiting').waitFor();
  await page.goBack();
  await disputed.getByRole('button', { name: 'Make a slice of them' }).click();
  await page.getByText('Slice “Disputed in feedback_category” is made').waitFor();
  await page.getByRole('heading', { name: 'Disputed in feedback_category' }).waitFor();
  await page.getByText('4 rows waiting').waitFor();
  expect(desk.problems).toEqual([]);
});
