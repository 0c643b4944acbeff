import type { LLMock } from '@copilotkit/aimock';
import { expect } from 'vitest';
import { answerBy, seedLoop } from '../evaluations/kit.ts';
import { test as base } from '../kit/browser.ts';
import { modelsEnv, startModels } from '../kit/models.ts';
import { startStack, type Stack } from '../kit/stack.ts';
import { expectAccessible } from './accessible.ts';

const test = base
  .extend('stack', { scope: 'file' }, async ({}, { onCleanup }): Promise<Stack> => {
    const stack = await startStack({ env: modelsEnv });
    onCleanup(() => stack.stop());
    return stack;
  })
  .extend('models', { scope: 'file' }, ({}, { onCleanup }): Promise<LLMock> => startModels(onCleanup));

const rows = 12;

test('Evaluations: start one, see its results as they come, compare it with the logged outputs', async ({ stack, models, browsing }) => {
  const loop = await seedLoop(stack, models, { rows });
  const { slug } = await stack.db.prisma.project.findUniqueOrThrow({ where: { id: Number(loop.projectId.split('_')[1]) } });
  const { page, open, problems } = await browsing.signedIn(stack, loop.people.owner, { reducedMotion: 'reduce' });
  // Four answers come at once, the others when the page has shown those.
  let goOn = () => {};
  const shown = new Promise<void>((resolve) => (goOn = resolve));
  answerBy(models, async (_asked, n) => {
    if (n > 4) await shown;
    return { content: 'This is right.' };
  });

  await open(`/p/${slug}/evaluations`);
  await page.getByText('No evaluation yet').waitFor();
  await page.getByRole('button', { name: 'Start an evaluation' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('New answers of a prompt').click();
  await dialog.getByRole('button', { name: 'Start' }).click();
  await dialog.getByText('Choose at least one evaluator.').waitFor();
  await dialog.getByRole('checkbox', { name: 'says right' }).check();
  await expectAccessible(page, 'Start an evaluation');
  await dialog.getByRole('button', { name: 'Start' }).click();

  const grid = page.getByRole('grid', { name: 'Results' });
  const passed = grid.getByRole('gridcell').filter({ hasText: /^Pass$/ });
  await expect.poll(() => passed.count(), { timeout: 15_000 }).toBe(4);
  await page.getByText('Running').waitFor();
  await expectAccessible(page, 'Evaluation, running');
  goOn();
  await expect.poll(() => passed.count(), { timeout: 15_000 }).toBe(rows);
  await page.getByText('Finished').waitFor();
  await page.getByRole('button', { name: `${rows} pass` }).waitFor();

  await passed.first().click();
  const panel = page.getByRole('complementary', { name: 'Result' });
  await panel.getByText('The output contains “right”.').waitFor();
  await panel
    .getByText(/Logged \d/)
    .first()
    .waitFor();
  await expectAccessible(page, 'Result');

  // Of the logged outputs none is right. Started elsewhere, it is in the list by itself.
  await open(`/p/${slug}/evaluations`);
  await page.getByText('1 evaluation').waitFor();
  const { evaluation } = await loop.start({ name: 'As logged', evaluatorIds: [loop.evaluatorId] });
  await loop.until(evaluation.id, 'FINISHED');
  await page.getByRole('checkbox', { name: /^Compare answer v1 on/ }).check();
  await page.getByRole('checkbox', { name: 'Compare As logged' }).check();
  await expectAccessible(page, 'Evaluations');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();

  await page.getByText(/^Worse by 100 points/).waitFor();
  await page.getByRole('button', { name: `${rows} worse` }).click();
  await page
    .getByRole('region', { name: 'Rows' })
    .getByText(/Logged \d/)
    .first()
    .waitFor();
  await expectAccessible(page, 'Compare');
  await page.getByRole('button', { name: 'Swap before and after' }).click();
  await page.getByText(/^Better by 100 points/).waitFor();
  expect(problems).toEqual([]);
});
