import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { test, type Browsing, type Desk, signIn } from '../kit/browser.ts';
import type { Stack } from '../kit/stack.ts';
import { seedQueue } from '../queue/kit.ts';
import { expectAccessible } from './accessible.ts';
import { eventually, openRow } from './office.ts';

const failures = 4;

/** An owner at a desk, in a project with spans of which some failed. */
async function openProject(stack: Stack, browsing: Browsing, spans = 0): Promise<{ desk: Desk; slug: string }> {
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
async function openQueue(stack: Stack, browsing: Browsing, rows: number) {
  const bench = await seedQueue(stack, { rows, values: (n) => ({ question: `Question ${n}`, answer: `Answer ${n}` }) });
  const desk = await browsing.signedIn(stack, bench.people.owner, { reducedMotion: 'reduce' });
  const { slug } = await stack.db.prisma.project.findUniqueOrThrow({ where: { id: Number(bench.projectId.split('_')[1]) } });
  return { ...bench, desk, path: `/p/${slug}/d/${bench.datasetId.split('_')[1]}` };
}

test('Sign-in: a wrong password is refused, the right one leads to where one was going, signing out leads back', async ({
  stack,
  browsing,
}) => {
  const olga = await stack.person('Olga', { password: 'the right password' });
  const { slug } = await stack.project([[olga, 'OWNER']]);
  const desk = await browsing.desk(stack, { reducedMotion: 'reduce' });
  const { page } = desk;
  await desk.open(`/p/${slug}/datasets`);
  await page.getByRole('heading', { name: 'Sign in to Docket' }).waitFor();
  await expectAccessible(page, 'Sign-in');
  await page.getByLabel('Email').fill(olga.email);
  await page.getByRole('textbox', { name: 'Password' }).fill('another password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');

  await page.getByRole('textbox', { name: 'Password' }).fill(olga.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('No dataset yet').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/p/${slug}/datasets`);

  await page.getByRole('button', { name: 'Account of Olga' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in to Docket' }).waitFor();
  await desk.open(`/p/${slug}/datasets`);
  await page.getByRole('heading', { name: 'Sign in to Docket' }).waitFor();
  await signIn(page, olga);
  expect(desk.problems).toEqual([]);
});

test('Monitor: filter, read a span, add spans to a dataset, and again', async ({ stack, browsing }) => {
  const { desk, slug } = await openProject(stack, browsing, 12);
  const { page } = desk;
  await desk.open(`/p/${slug}/monitor`);
  await page.getByText('12 spans').waitFor();
  await expectAccessible(page, 'Monitor');

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Status' }).click();
  await page.getByRole('checkbox', { name: 'Error' }).check();
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText(`${failures} spans`).waitFor();
  expect(new URL(page.url()).searchParams.get('status')).toContain('ERROR');

  const grid = page.getByRole('grid', { name: 'Spans' });
  await grid.getByText('Where is parcel 2?').click();
  const panel = page.getByRole('complementary', { name: 'Span' });
  await panel.getByText('The model gave no answer.').waitFor();
  await panel.getByText('Where is parcel 2?').first().waitFor();
  await expectAccessible(page, 'Span');
  await panel.getByRole('button', { name: 'Close' }).click();

  const add = async (rows: string[], name?: string) => {
    for (const text of rows) await grid.getByRole('row').filter({ hasText: text }).getByRole('gridcell').first().click();
    const bar = page.getByRole('toolbar', { name: 'Selection' });
    await bar.getByText(`${rows.length} selected`).waitFor();
    await bar.getByRole('button', { name: 'Add to dataset' }).click();
    const dialog = page.getByRole('dialog');
    if (name) await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByText('for example').waitFor();
    await expectAccessible(page, 'Add to dataset');
    await dialog.getByRole('button', { name: name ? 'Create and add' : 'Add', exact: true }).click();
    return page.getByRole('dialog', { name: 'Added to the dataset' });
  };
  const first = await add(['Where is parcel 1?', 'Where is parcel 2?'], 'Lost parcels');
  await first.getByText('2 rows added').waitFor();
  await first.getByRole('button', { name: 'Stay here' }).click();
  const second = await add(['Where is parcel 2?', 'Where is parcel 3?']);
  await second.getByText('1 row added').waitFor();
  await second.getByText('1 was already there').waitFor();
  await expectAccessible(page, 'Added to the dataset');
  await second.getByRole('link', { name: 'Open the queue' }).click();
  await page.getByText('3 rows waiting').waitFor();
  expect(desk.problems).toEqual([]);
});

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

test('Dashboard and Settings', async ({ stack, browsing }) => {
  const { desk, path, ada, datasetId } = await openQueue(stack, browsing, 5);
  const { page } = desk;
  await desk.open(`${path}/dashboard`);
  await page.getByRole('img', { name: 'Waiting: 5' }).waitFor();
  const [claim] = (await ada.claim({ datasetId })).claims;
  await ada.annotate({ rowId: claim!.row.id, token: claim!.token, values: { priority: 'low' }, fill: true });
  await page.getByRole('img', { name: 'Waiting: 4' }).waitFor();
  await page.getByRole('img', { name: 'Done: 20%' }).waitFor();
  await page.getByRole('region', { name: 'By reviewer, last hour' }).getByText('Ada').waitFor();
  await expectAccessible(page, 'Dashboard');
  await desk.open(`${path.split('/d/')[0]}/settings`);
  await page.getByText('Ada').first().waitFor();
  await expectAccessible(page, 'Settings');
  await desk.open(`${path.split('/d/')[0]}/datasets`);
  await page.getByRole('article').getByText('Answers').waitFor();
  await expectAccessible(page, 'Datasets');
  expect(desk.problems).toEqual([]);
});
