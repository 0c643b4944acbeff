import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { test } from '../kit/browser.ts';
import { expectAccessible } from './accessible.ts';
import { openProject, openQueue } from './desks.ts';
import { eventually, openRow } from './office.ts';

test('Datasets and Grid: create, upload, filter by a link, edit in place, export', async ({ stack, browsing }) => {
  const { desk, slug } = await openProject(stack, browsing);
  const { page } = desk;
  await desk.open(`/p/${slug}/datasets`);
  await page.getByRole('button', { name: 'New dataset' }).click();
  const dialog = page.getByRole('dialog', { name: 'New dataset' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Answers');
  await expectAccessible(page, 'New dataset');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await page.waitForURL('**/grid');

  await page.getByRole('button', { name: 'Upload' }).click();
  const upload = page.getByRole('dialog', { name: 'Upload rows' });
  await upload.getByRole('checkbox', { name: 'Create the columns that are missing' }).check();
  const chosen = page.waitForEvent('filechooser');
  await upload.getByRole('button', { name: /File/ }).click();
  const csv = 'question,priority\nWhere is it?,high\n"=SUM(A1)",low\nHow much?,high\n';
  await (await chosen).setFiles({ name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await upload.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('3 rows added.').waitFor();
  const grid = page.getByRole('grid', { name: 'Rows' });
  await grid.getByText('How much?').waitFor();
  await expectAccessible(page, 'Grid');

  // The filter stands in the address: the same link shows the same rows to somebody else.
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page
    .getByRole('button', { name: /condition/i })
    .first()
    .click();
  await page
    .getByRole('combobox', { name: 'About' })
    .or(page.getByRole('textbox', { name: 'About' }))
    .click();
  await page.getByRole('option', { name: /priority/i }).click();
  await page
    .getByRole('combobox', { name: 'Value' })
    .or(page.getByRole('textbox', { name: 'Value' }))
    .click();
  await page.getByRole('option', { name: 'high' }).click();
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('status').getByText('2 rows').waitFor();
  const link = new URL(page.url());
  const bo = await stack.person('Bo');
  const project = await stack.db.prisma.project.findUniqueOrThrow({ where: { slug } });
  await stack.db.prisma.member.create({ data: { projectId: project.id, userId: bo.number, role: 'VIEWER' } });
  const bos = await browsing.signedIn(stack, bo);
  await bos.open(`${link.pathname}${link.search}`);
  await bos.page.getByRole('status').getByText('2 rows').waitFor();
  const theirs = bos.page.getByRole('grid', { name: 'Rows' });
  await theirs.getByText('How much?').waitFor();

  // An edit in place, seen by the other at once.
  const row = grid.getByRole('row').filter({ hasText: 'How much?' });
  const header = grid.getByRole('columnheader');
  const at = (await header.allInnerTexts()).findIndex((name) => /annotation$/i.test(name.trim()));
  await row.getByRole('gridcell').nth(at).dblclick();
  await page.getByRole('textbox', { name: 'annotation' }).fill('It does not say.');
  await page.keyboard.press('Control+Enter');
  await row.getByText('It does not say.').waitFor();
  await theirs.getByText('It does not say.').waitFor();

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  const file = await readFile(await (await downloading).path(), 'utf8');
  expect(file.split(/\r?\n/)[0]).toContain('question');
  expect(file).toContain('It does not say.');
  expect(file).not.toContain('SUM');
  await row.getByText('How much?').click();
  await page.getByRole('complementary').getByText('History').waitFor();
  await expectAccessible(page, 'Row');
  expect([...desk.problems, ...bos.problems]).toEqual([]);
});

test('Queue: a slice of one’s own, and the queue split evenly', async ({ stack, browsing }) => {
  const { desk, path } = await openQueue(stack, browsing, 10);
  const { page } = desk;
  await desk.open(`${path}/queue`);
  await page.getByText('10 rows waiting').waitFor();
  await expectAccessible(page, 'Queue');

  const slices = page.getByRole('complementary', { name: 'Slices' });
  await slices.getByRole('button', { name: 'New slice' }).click();
  const dialog = page.getByRole('dialog', { name: 'New slice' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Mine');
  await expectAccessible(page, 'New slice');
  await dialog.getByRole('button', { name: 'Create the slice' }).click();
  await slices.getByRole('link', { name: /^Mine: 10 rows left of 10/ }).waitFor();

  await slices.getByRole('button', { name: 'Split', exact: true }).first().click();
  const split = page.getByRole('dialog', { name: /^Split/ });
  await split.getByRole('checkbox', { name: 'Ada' }).check();
  await split.getByRole('checkbox', { name: 'Bo' }).check();
  await split.getByRole('group', { name: 'The parts' }).waitFor();
  await expectAccessible(page, 'Split');
  await split.getByRole('button', { name: 'Make 2 slices' }).click();
  await split.waitFor({ state: 'detached' });
  const parts = slices.getByRole('link', { name: /rows? left of/ });
  await eventually(() => parts.count()).toBe(3);
  const names = await parts.evaluateAll((links) => links.map((link) => link.getAttribute('aria-label') ?? ''));
  const sizes = names.filter((name) => !name.startsWith('Mine')).map((name) => Number(/(\d+) rows? left/.exec(name)?.[1]));
  expect(sizes[0]! + sizes[1]!).toBe(10);
  expect(desk.problems).toEqual([]);
});

test('Review by keys alone: claim, set labels, write, fill, undo', async ({ stack, browsing }) => {
  const { desk, path, owner, datasetId } = await openQueue(stack, browsing, 4);
  const { page } = desk;
  await desk.open(`${path}/review`);
  const first = await openRow(page);
  await expectAccessible(page, 'Review');
  await page.keyboard.press('3');
  await page.getByRole('radio', { name: 'hallucination', checked: true }).waitFor();
  await page.keyboard.press('1');
  await page.getByRole('radio', { name: 'high', checked: true }).waitFor();
  // Three fields up, into the text; filled from within it.
  for (const key of ['k', 'k', 'k', 'Enter']) await page.keyboard.press(key);
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')?.toLowerCase())).toBe('annotation');
  await page.keyboard.type('It made this up.');
  await page.keyboard.press('Control+Enter');
  await page.getByText(`Row ${first.slice(4)} is filled.`).waitFor();
  const second = await openRow(page);
  expect(second).not.toBe(first);
  const read = async () => (await owner.rows(datasetId)).nodes.find((row) => row.id === first)!;
  expect(await read()).toMatchObject({
    status: 'FILLED',
    values: { feedback_category: 'hallucination', priority: 'high', annotation: 'It made this up.' },
  });

  await page.keyboard.press('u');
  await page.getByText(`Undone: row ${first.slice(4)} is open again.`).waitFor();
  expect(await openRow(page)).toBe(first);
  expect((await read()).status).toBe('EMPTY');
  await page.keyboard.press('Shift+?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await expectAccessible(page, 'Keys');
  expect(desk.problems).toEqual([]);
});
