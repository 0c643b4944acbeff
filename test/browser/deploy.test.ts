import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { test } from '../kit/browser.ts';
import { pass, seedGate } from '../deploy/gate-kit.ts';
import { expectAccessible } from './accessible.ts';

/** The cell of the one prompt in production, as it is named. */
const cell = (page: Page, runs: string) => page.getByRole('button', { name: `support in production: ${runs}` });

test('Deploy: a gate blocks, an owner overrides, everybody sees it at once, and it is rolled back', async ({ stack, browsing }) => {
  const yard = await seedGate(stack);
  const olga = await browsing.signedIn(stack, yard.people.owner, { reducedMotion: 'reduce' });
  const admins = await browsing.signedIn(stack, await yard.somebody('ADMIN'), { reducedMotion: 'reduce' });
  const { page } = admins;
  await olga.open(`/p/${yard.slug}/deploy`);
  await cell(olga.page, 'Nothing runs').waitFor();
  await expectAccessible(olga.page, 'Deploy');

  // The first version, chosen from the list by keyboard: there is no gate yet.
  await admins.open(`/p/${yard.slug}/deploy`);
  await page.getByRole('button', { name: 'Deploy support in production' }).click();
  const dialog = page.getByRole('dialog', { name: 'Deploy support to production' });
  await dialog.getByText('No gate is in front of production').waitFor();
  await dialog.getByRole('combobox', { name: 'Version' }).fill('v1');
  await page.getByRole('option', { name: /v1/ }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.getByRole('textbox', { name: 'Notes' }).fill('To begin with');
  await dialog.getByRole('button', { name: 'Deploy v1' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await cell(page, 'v1').waitFor();
  await cell(olga.page, 'v1').waitFor();

  // A gate, written in its form.
  const panel = page.getByRole('complementary', { name: 'support in production' });
  await panel.getByText('To begin with').waitFor();
  await panel.getByRole('button', { name: 'Set a gate' }).click();
  const gate = page.getByRole('dialog', { name: 'Gate for support in production' });
  await gate.getByRole('button', { name: 'Set the gate' }).click();
  await gate.getByRole('alert').getByText('Choose a dataset').waitFor();
  await gate.getByRole('combobox', { name: 'Dataset' }).click();
  await page.getByRole('option').first().click();
  await gate.getByRole('combobox', { name: 'Add an evaluator' }).click();
  await page.getByRole('option', { name: 'Exact match' }).click();
  await gate.getByRole('button', { name: 'For a label' }).click();
  await expectAccessible(page, 'Gate');
  await gate.getByRole('button', { name: 'Set the gate' }).click();
  await gate.waitFor({ state: 'hidden' });
  await panel.getByText('Exact match: at least 90 % pass').waitFor();

  // What an admin sees of a version that falls behind, and may not do.
  await yard.evaluate(1, pass());
  await yard.evaluate(2, pass({ 3: 'FAIL', 4: 'FAIL' }));
  await admins.open(`${new URL(page.url()).pathname}${new URL(page.url()).search}&act=deploy&version=2`);
  await dialog.getByText('The gate blocks v2').waitFor();
  await dialog.getByText('80 %').waitFor();
  await dialog.getByRole('button', { name: '2 rows block' }).first().click();
  await dialog.getByText('New 3').waitFor();
  await dialog.getByText('Because 3.').first().waitFor();
  await dialog.getByText('An owner of the project may').waitFor();
  expect(await dialog.getByRole('button', { name: 'Deploy against the gate' }).isDisabled()).toBe(true);
  await expectAccessible(page, 'Deploy dialog');
  await dialog.getByRole('button', { name: 'Reopen the 2 blocking rows in the queue' }).click();
  await page.getByText('2 rows in the queue again').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await panel.waitFor();

  await olga.open(`/p/${yard.slug}/deploy?prompt=support&environment=${yard.environmentId.split('_')[1]}&act=deploy&version=2`);
  const owners = olga.page.getByRole('dialog', { name: 'Deploy support to production' });
  await owners.getByRole('checkbox', { name: 'Deploy it against the gate' }).check();
  await owners.getByRole('textbox', { name: 'Reason' }).fill('The old one is worse');
  await owners.getByRole('button', { name: 'Deploy against the gate' }).click();
  await cell(page, 'v2').waitFor();
  await panel.getByText('The old one is worse').waitFor();
  await panel.getByRole('button', { name: /^Gate blocked/ }).click();
  await panel.getByText('The gate blocks v2').waitFor();
  await expectAccessible(page, 'Panel');

  // Back, knowing to what.
  await panel.getByRole('button', { name: 'Roll back' }).click();
  const back = page.getByRole('dialog', { name: /^Roll back/ });
  await back.getByText('v1 runs again at once in place of v2').waitFor();
  await expectAccessible(page, 'Roll back');
  await back.getByRole('button', { name: 'Roll back to v1' }).click();
  await cell(olga.page, 'v1').waitFor();
  await expect.poll(() => panel.getByText('Rolled back').count()).toBeGreaterThan(0);
  expect([...admins.problems, ...olga.problems]).toEqual([]);
});

test('Deploy on a phone: environments come and go, and nothing is wider than the screen', async ({ stack, browsing }) => {
  const yard = await seedGate(stack);
  const { page, problems, open } = await browsing.signedIn(stack, yard.people.owner, {
    reducedMotion: 'reduce',
    viewport: { width: 360, height: 740 },
  });
  await open(`/p/${yard.slug}/deploy`);
  await page.getByRole('button', { name: 'Add an environment' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('production');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText(/“production” is taken|already/i).waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('staging');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'support in staging: Nothing runs' }).click();
  const panel = page.getByRole('dialog');
  await panel.getByText(`/api/deployed/${yard.slug}/staging/support`).first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await panel.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Environment staging' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog', { name: 'Delete staging?' }).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'support in staging: Nothing runs' }).waitFor({ state: 'detached' });
  await expectAccessible(page, 'Deploy on a phone');
  expect(problems).toEqual([]);
});
