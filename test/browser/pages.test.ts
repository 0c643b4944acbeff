import { expect } from 'vitest';
import { test, signIn } from '../kit/browser.ts';
import { expectAccessible } from './accessible.ts';
import { failures, openProject, openQueue } from './desks.ts';

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
