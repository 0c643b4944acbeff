import { expect } from 'vitest';
import { evaluatorsOf } from '../evaluators/kit.ts';
import { test } from '../kit/browser.ts';
import { placeOf, rowEvaluatorsOf } from '../row-evaluators/kit.ts';
import { expectAccessible } from './accessible.ts';
import { openQueue } from './desks.ts';
import { openRow } from './office.ts';

test('Suggestions: added on the page, accepted by a key, a hidden one told after the answer; a check brings a row back', async ({
  stack,
  browsing,
}) => {
  const { desk, path, projectId, datasetId, rowIds, people } = await openQueue(stack, browsing, 12);
  const { page, open, problems } = desk;
  const [shown, hidden] = [rowIds.find((id) => placeOf(id) >= 0.5)!, rowIds.find((id) => placeOf(id) < 0.5)!];
  const { evaluator } = await evaluatorsOf(stack, people.owner).create({
    projectId,
    name: 'says answer',
    kind: 'TEXT',
    config: { mode: 'CONTAINS_ANY', values: ['Answer'] },
  });

  await open(`${path}/queue`);
  await page.getByRole('button', { name: 'Evaluators', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Evaluators on rows' });
  await dialog.getByText('No evaluator looks at these rows').waitFor();
  await dialog.getByRole('button', { name: 'Add an evaluator' }).click();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByText('Choose an evaluator first.').waitFor();
  await dialog
    .getByRole('combobox', { name: 'Evaluator' })
    .or(dialog.getByRole('textbox', { name: 'Evaluator' }))
    .click();
  await page.getByRole('option', { name: 'says answer' }).click();
  await dialog.getByRole('textbox', { name: 'Hidden for' }).fill('50');
  await dialog.getByRole('checkbox', { name: 'Those that wait already, too' }).check();
  await expectAccessible(page, 'Evaluators on rows');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByText('12 suggested').waitFor();
  await dialog.getByText(/correct or incorrect; hidden for 50.% until one’s own answer/).waitFor();

  // By a key into the form, and not further.
  await open(`${path}/review?row=${shown}`);
  expect(await openRow(page)).toBe(shown);
  const suggestion = page.getByRole('region', { name: 'Suggestion of says answer' });
  await suggestion.getByText('The output contains “Answer”.').waitFor();
  await expectAccessible(page, 'Review with a suggestion');
  await page.keyboard.press('a');
  await page.getByRole('radio', { name: /correct/, checked: true }).waitFor();
  await suggestion.getByText('You say so too').waitFor();
  await page.keyboard.press('Control+Enter');
  await page
    .getByText(/filled/i)
    .first()
    .waitFor();

  await open(`${path}/review?row=${hidden}`);
  expect(await openRow(page)).toBe(hidden);
  await page.getByText('Feedback category').waitFor();
  expect(await suggestion.count()).toBe(0);
  await page.getByRole('radio', { name: /hallucination/ }).click();
  const hands = rowEvaluatorsOf(stack, people.owner, datasetId);
  // From here on what is filled is checked.
  await hands.add({ purpose: 'CHECK', evaluatorId: evaluator.id });
  await page.keyboard.press('Control+Enter');

  await open(`${path}/grid?row=${hidden}`);
  const panel = page.getByRole('complementary', { name: `Row ${hidden.split('_')[1]}` });
  await panel.getByText('Changed, unseen').waitFor();
  await panel.getByText('contradicts the reviewer').waitFor();
  await expectAccessible(page, 'Row with its verdicts');

  await open(`${path}/queue`);
  await page.getByRole('link', { name: /^Check disagrees/ }).click();
  await page.getByText('1 row filled').waitFor();
  await page.getByRole('link', { name: `Look at row ${hidden.split('_')[1]}` }).click();
  await panel.getByRole('button', { name: 'The answer stands' }).click();
  await panel.getByText('Looked at again: it stands').waitFor();
  expect(await hands.look(hidden)).toMatchObject({ status: 'FILLED', values: { check: 'confirmed' } });
  await open(`${path}/queue`);
  await page.getByRole('button', { name: 'Evaluators', exact: true }).click();
  await dialog.getByText(/Reviewers agree 100 % where they saw it \(1 row\), 0 % where they did not \(1 row\)/).waitFor();
  expect(problems).toEqual([]);
});
