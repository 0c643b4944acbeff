import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { evaluatorsOf, model } from '../evaluators/kit.ts';
import { type Browsing, type Desk, test } from '../kit/browser.ts';
import { modelsEnv, startModels } from '../kit/models.ts';
import { startStack } from '../kit/stack.ts';
import { eventually, openRow } from './office.ts';

const topics = ['refund', 'shipping', 'login'] as const;
type Topic = (typeof topics)[number];
const right: Record<Topic, string> = {
  refund: 'Refunds take 14 days.',
  shipping: 'Shipping takes 3 days.',
  login: 'Use “Forgot password”.',
};
const wrong = 'I cannot say.';
const spans = 6;
/** How many spans are about one topic. */
const each = spans / topics.length;

/** What each version says to the model. The second mends refunds and breaks shipping. */
const systems = {
  1: 'You are the support of a shop.',
  2: 'You are the support of a shop. You know about refunds.',
  3: 'You are the support of a shop. You know about refunds and shipping.',
};

/** What the made-up model says: what it gets wrong depends on its system message. */
function answerOf(system: string, question: string): string {
  const topic = topics.find((one) => question.includes(one))!;
  const unknown: Topic | null = system === systems[1] ? 'refund' : system === systems[2] ? 'shipping' : null;
  return topic === unknown ? wrong : right[topic];
}

/** A shop's project with a provider of models, into which the application has logged what its prompt answered. */
async function openShop(browsing: Browsing): Promise<Desk & { slug: string }> {
  const models = await startModels(onTestFinished);
  models.addFixture({
    match: { model },
    response: ({ messages }) => ({ content: answerOf(String(messages[0]!.content), String(messages.at(-1)!.content)) }),
  });
  const stack = await startStack({ env: modelsEnv });
  onTestFinished(() => stack.stop());
  const olga = await stack.person('Olga');
  const { id: projectId, slug } = await stack.project([[olga, 'OWNER']]);
  await evaluatorsOf(stack, olga).provider(projectId, models.url);
  const logged = Array.from({ length: spans }, (_, n) => {
    const question = `Question ${n} about ${topics[n % topics.length]}`;
    return { id: `s${n}`, kind: 'MODEL', promptName: 'support', variables: { question }, output: answerOf(systems[1], question) };
  });
  const { importSpans } = await stack
    .as(olga)
    .execute<{ importSpans: object }>(
      'mutation ($input: ImportSpansInput!) { importSpans(input: $input) { ... on ImportSpansPayload { added } } }',
      { input: { projectId, spans: logged } },
    );
  expect(importSpans).toEqual({ added: spans });
  return { ...(await browsing.signedIn(stack, olga, { reducedMotion: 'reduce' })), slug };
}

const go = (page: Page, to: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: to, exact: true }).click();

async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}

async function addToDataset(page: Page, name: string): Promise<void> {
  await page.getByText(`${spans} spans`).waitFor();
  await page.getByRole('grid', { name: 'Spans' }).getByRole('columnheader').first().click();
  await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Add to dataset' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByText('for example').waitFor();
  await dialog.getByRole('button', { name: 'Create and add' }).click();
  await dialog.getByText(`${spans} rows added`).waitFor();
  await dialog.getByRole('link', { name: 'Open the queue' }).click();
}

/** Reviews the row that is open, as somebody who knows what is right. */
async function reviewRow(page: Page): Promise<void> {
  const number = (await openRow(page)).slice('Row_'.length);
  const row = page.getByRole('region', { name: `Row ${number} to review` });
  const question = await row.getByText(/^Question \d/).innerText();
  const topic = topics.find((one) => question.includes(one))!;
  const label = (group: string, name: string) => page.getByRole('radiogroup', { name: group }).getByRole('radio', { name, exact: true });
  const isRight = (await row.getByText(wrong).count()) === 0;
  await label('Feedback category', isRight ? 'correct' : 'incorrect').click();
  await label('Priority', topic === 'refund' ? 'high' : 'low').click();
  if (isRight) await page.getByRole('button', { name: 'Start from the output' }).click();
  else await page.getByRole('textbox', { name: 'Expected output' }).fill(right[topic]);
  await page.getByRole('button', { name: 'Fill and next' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByText(`Row ${number} is filled.`).waitFor();
}

/** An evaluator that holds answers against what the reviewer wrote. */
async function makeEvaluator(page: Page, name: string): Promise<void> {
  await go(page, 'Evaluators');
  await page.getByRole('link', { name: 'New evaluator' }).click();
  await page.getByRole('button', { name: /^Text/ }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await choose(page, 'The output', 'Equals any of');
  await page.getByText('The row’s expected output').click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText(`Evaluator “${name}” is made`).waitFor();
}

async function createPrompt(page: Page, name: string): Promise<void> {
  await go(page, 'Prompts');
  await page.getByRole('button', { name: 'New prompt' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
  await choose(page, 'Provider', 'mock');
  await page.getByRole('combobox', { name: 'Model' }).fill(model);
  await page.getByRole('textbox', { name: 'Message 2, User' }).fill('{{question}}');
}

/** From the prompt's page: the draft's system message becomes that of this version, which is then saved. */
async function saveVersion(page: Page, number: keyof typeof systems): Promise<void> {
  await page.getByRole('textbox', { name: 'Message 1, System' }).fill(systems[number]);
  await page.getByRole('button', { name: 'Save as version' }).click();
  const dialog = page.getByRole('dialog', { name: `Save version ${number}` });
  await dialog.getByRole('textbox', { name: 'Notes' }).fill(`It is told: ${systems[number]}`);
  await dialog.getByRole('button', { name: 'Save version' }).click();
  await page.getByText(`Version ${number} is saved.`).waitFor();
}

async function editPrompt(page: Page, name: string, number: keyof typeof systems): Promise<void> {
  await go(page, 'Prompts');
  await page.getByRole('link', { name, exact: true }).click();
  await saveVersion(page, number);
}

/** What an evaluation of a version is called when nobody types a name. */
const nameOf = (number: number) => `support v${number} on Support`;

/** Has the newest version answer all rows, and sees so many pass. */
async function evaluateNewest(page: Page, number: number, evaluator: string, passes: number): Promise<void> {
  await go(page, 'Evaluations');
  await page.getByRole('button', { name: 'Start an evaluation' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start an evaluation' });
  await dialog.getByText('New answers of a prompt').click();
  await eventually(() => dialog.getByRole('combobox', { name: 'Version' }).inputValue()).toBe(`v${number} (newest)`);
  await dialog.getByRole('checkbox', { name: evaluator }).check();
  await dialog.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('heading', { name: nameOf(number), level: 2 }).waitFor();
  await page.getByText('Finished').waitFor();
  const verdicts = page.getByRole('grid', { name: 'Results' }).getByRole('gridcell');
  await eventually(() => verdicts.filter({ hasText: /^Pass$/ }).count()).toBe(passes);
  expect(await verdicts.filter({ hasText: /^Fail$/ }).count()).toBe(spans - passes);
}

async function compare(page: Page, before: number, after: number): Promise<void> {
  await go(page, 'Evaluations');
  for (const number of [before, after]) await page.getByRole('checkbox', { name: `Compare ${nameOf(number)}` }).check();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
}

async function setGate(page: Page, dataset: string, evaluator: string): Promise<void> {
  await page.getByRole('button', { name: 'Set a gate' }).click();
  const dialog = page.getByRole('dialog', { name: /^Gate for/ });
  await choose(page, 'Dataset', dataset);
  await choose(page, 'Add an evaluator', evaluator);
  await dialog.getByRole('button', { name: 'Set the gate' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Opens what decides about a version in production, from the page's one cell. */
async function openDeploy(page: Page, version: number) {
  await page.getByRole('button', { name: 'Deploy support in production' }).click();
  const dialog = page.getByRole('dialog', { name: 'Deploy support to production' });
  await choose(page, 'Version', new RegExp(`^v${version} `));
  return dialog;
}

const runs = (page: Page, version: number) => page.getByRole('button', { name: `support in production: v${version}` }).waitFor();

test('by clicking alone: spans become reviewed rows, which score, guard and keep a prompt', async ({ browsing }) => {
  const { page, problems, open, slug } = await openShop(browsing);
  await open(`/p/${slug}/monitor`);
  await addToDataset(page, 'Support');

  await page.getByText(`${spans} rows waiting`).waitFor();
  await page.getByRole('link', { name: 'Start reviewing' }).click();
  for (let n = 0; n < spans; n += 1) await reviewRow(page);
  await page.getByText('Nothing is left to claim').waitFor();

  await makeEvaluator(page, 'as expected');
  await createPrompt(page, 'support');
  await saveVersion(page, 1);
  await evaluateNewest(page, 1, 'as expected', spans - each);
  await editPrompt(page, 'support', 2);
  await evaluateNewest(page, 2, 'as expected', spans - each);

  // The same pass rate, and yet not the same: what one of them mends, the other breaks.
  await compare(page, 1, 2);
  await page.getByRole('button', { name: `${each} better` }).waitFor();
  await page.getByRole('button', { name: `${each} worse` }).click();
  const worse = page.getByRole('region', { name: 'Rows' }).getByRole('listitem');
  await eventually(async () => (await worse.allInnerTexts()).map((text) => /about (\w+)/.exec(text)?.[1])).toEqual([
    'shipping',
    'shipping',
  ]);

  await go(page, 'Deploy');
  await page.getByRole('button', { name: 'support in production: Nothing runs' }).waitFor();
  const first = await openDeploy(page, 1);
  await first.getByRole('button', { name: 'Deploy v1' }).click();
  await runs(page, 1);
  await setGate(page, 'Support', 'as expected');

  // The gate sees the same, and shows the rows.
  const second = await openDeploy(page, 2);
  await second.getByText('The gate blocks v2').waitFor();
  const regression = second.getByRole('listitem').filter({ hasText: 'Rows that passed before and fail now' });
  await regression.getByRole('button', { name: `${each} rows block` }).click();
  // What each answers now, and what was logged.
  await eventually(() => regression.getByRole('definition').allInnerTexts()).toEqual([wrong, right.shipping, wrong, right.shipping]);
  expect(await second.getByRole('button', { name: 'Deploy against the gate' }).isDisabled()).toBe(true);
  await second.getByRole('button', { name: 'Cancel' }).click();
  await runs(page, 1);

  await editPrompt(page, 'support', 3);
  await evaluateNewest(page, 3, 'as expected', spans);
  await go(page, 'Deploy');
  const third = await openDeploy(page, 3);
  await third.getByText('The gate lets v3 pass').waitFor();
  await third.getByRole('button', { name: 'Deploy v3' }).click();
  await runs(page, 3);

  await page.getByRole('button', { name: 'Roll back', exact: true }).click();
  const back = page.getByRole('dialog', { name: /^Roll back/ });
  await back.getByText('v1 runs again at once in place of v3').waitFor();
  await back.getByRole('button', { name: 'Roll back to v1' }).click();
  await runs(page, 1);
  const history = page.getByRole('list', { name: 'History' }).getByRole('listitem');
  await eventually(async () => (await history.allInnerTexts()).map((text) => /^v\d+/.exec(text)?.[0])).toEqual(['v1', 'v3', 'v1']);
  await history.first().getByText('Rolled back').waitFor();
  expect(problems).toEqual([]);
});
