import { readFile } from 'node:fs/promises';
import { LLMock } from '@copilotkit/aimock';
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { type Browsing, test } from '../kit/browser.ts';
import { startStack } from '../kit/stack.ts';
import { expectAccessible } from './accessible.ts';
import { eventually } from './office.ts';

const said = 'Your parcel left the depot this morning, and comes tomorrow before noon.';

/** Two people of a project whose only provider of models is a mock; neither has opened the page yet. */
async function openWorkshop(browsing: Browsing) {
  const models = new LLMock({ port: 0, latency: 30, chunkSize: 8 });
  models.on({ userMessage: /broken/ }, { error: { message: 'The model is not there.', type: 'invalid_request_error' }, status: 404 });
  models.on({ userMessage: /slowly/ }, { content: `${said}\n`.repeat(100) });
  models.on({ userMessage: /./s }, { content: said, usage: { prompt_tokens: 40, completion_tokens: 12 } });
  await models.start();
  onTestFinished(() => models.stop());
  const stack = await startStack({
    env: { DOCKET_ALLOW_HOSTS: '127.0.0.1', DOCKET_SECRET: 'only-of-this-test-and-long-enough-for-a-key' },
  });
  onTestFinished(() => stack.stop());
  const [olga, ada] = [await stack.person('Olga'), await stack.person('Ada')];
  const { id: projectId, slug } = await stack.project([
    [olga, 'OWNER'],
    [ada, 'REVIEWER'],
  ]);
  const options = { reducedMotion: 'reduce' as const };
  const [olgas, adas] = [await browsing.signedIn(stack, olga, options), await browsing.signedIn(stack, ada, options)];
  const prompt = async () => {
    const query =
      'query ($slug: String!) { project(slug: $slug) { prompt(name: "answer") { draft { messages { content } settings { frequencyPenalty } } latest { number notes } } } }';
    const { project } = await stack.as(olga).execute<{
      project: {
        prompt: {
          draft: { messages: { content: string }[]; settings: { frequencyPenalty: number | null } };
          latest: { number: number; notes: string } | null;
        };
      };
    }>(query, { slug });
    return project.prompt;
  };
  return { stack, olga, projectId, models, olgas, adas, at: (page: string) => `/p/${slug}/${page}`, prompt };
}

const message = (page: Page, number: number) => page.getByRole('textbox', { name: `Message ${number}, ` });
const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();

async function addProvider(page: Page, url: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a provider' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a provider' });
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'OpenAI-compatible' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Workshop');
  await dialog.getByRole('textbox', { name: 'Base URL' }).fill(`${url}/v1`);
  await dialog.getByRole('textbox', { name: 'API key' }).fill('sk-of-the-workshop-9876');
  await dialog.getByRole('button', { name: 'Add a price' }).click();
  await dialog.getByRole('textbox', { name: 'Model of price 1' }).fill('small-1');
  await dialog.getByRole('textbox', { name: 'Sent of price 1' }).fill('1000');
  await dialog.getByRole('textbox', { name: 'Answered of price 1' }).fill('2000');
  await expectAccessible(page, 'Provider dialog');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('cell', { name: '…9876' }).waitFor();
}

test('a prompt: a provider, a draft, a version, a comparison, runs, a file', async ({ browsing }) => {
  const { models, olgas, adas, at, prompt } = await openWorkshop(browsing);
  const { page } = olgas;
  await olgas.open(at('settings'));
  await addProvider(page, models.url);
  await page.getByRole('button', { name: 'Test Workshop' }).click();
  await page.getByRole('button', { name: 'Ask it' }).click();
  await page.getByText(/It answered after \d+ ms/).waitFor();
  await expectAccessible(page, 'Settings');
  // Reviewers see which there are, and change nothing.
  await adas.open(at('settings'));
  await adas.page.getByRole('cell', { name: 'Workshop' }).waitFor();
  expect(await adas.page.getByRole('button', { name: /Workshop|Add a provider/ }).count()).toBe(0);

  await adas.open(at('prompts'));
  await adas.page.getByText('No prompt yet').waitFor();
  await olgas.open(at('prompts'));
  await page.getByRole('button', { name: 'New prompt' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('answer');
  await page.getByRole('button', { name: 'Create' }).click();
  // The other's list has it without being asked.
  await adas.page.getByRole('link', { name: 'answer' }).waitFor();
  await expectAccessible(adas.page, 'Prompts');

  await page.getByRole('combobox', { name: 'Provider' }).click();
  await page.getByRole('option', { name: 'Workshop' }).click();
  await page.getByRole('combobox', { name: 'Model' }).fill('small-1');
  await message(page, 1).fill('You answer what customers ask.');
  await message(page, 2).fill('{{question}}');
  await page.locator('summary', { hasText: 'Settings' }).click();
  // Key by key: "-" alone and "-0." are no numbers yet.
  await page.getByRole('textbox', { name: 'Frequency penalty' }).pressSequentially('-0.5');
  await saved(page);
  expect((await prompt()).draft.settings.frequencyPenalty).toBe(-0.5);
  await page.keyboard.press('Control+s');
  await page.getByRole('textbox', { name: 'Notes' }).fill('As it began');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Version 1 is saved.').waitFor();
  // The keys were the dialog's: nothing was run.
  expect(await page.getByText('No value for').count()).toBe(0);
  expect((await prompt()).latest).toEqual({ number: 1, notes: 'As it began' });
  await page.getByRole('button', { name: 'Save as version' }).click();
  await page.getByRole('button', { name: 'Save version' }).click();
  await page.getByText('Nothing changed: the draft is the same as version 1.').waitFor();
  await page.keyboard.press('Escape');

  // A run names what is missing, streams, says what it cost, and can be stopped.
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('alert').getByText('No value for {{question}}.').waitFor();
  await expectAccessible(page, 'Prompt');
  await page.getByRole('textbox', { name: 'question' }).fill('Where is my parcel?');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const answer = page.getByRole('region', { name: 'Answer of Draft' });
  await eventually(async () => said.startsWith((await answer.locator('pre').textContent())?.trim() || '?')).toBe(true);
  await answer.getByText('$0.064').waitFor();
  await answer.getByText(said).waitFor();
  await answer.getByText('40 in, 12 out').waitFor();
  expect(models.getLastRequest()?.body).toMatchObject({
    messages: [{ content: 'You answer what customers ask.' }, { content: 'Where is my parcel?' }],
  });

  await page.getByRole('textbox', { name: 'question' }).fill('Tell it slowly.');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await answer.getByText('Your parcel').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await answer.getByText('Stopped').waitFor();

  await message(page, 1).fill('You answer what customers ask, in one sentence.');
  await page.getByRole('combobox', { name: 'Beside it' }).click();
  await page.getByRole('option', { name: 'Version 1' }).click();
  await page.getByRole('textbox', { name: 'question' }).fill('broken');
  await page.getByRole('button', { name: 'Run both' }).click();
  for (const side of ['Draft', 'Version 1'])
    await page
      .getByRole('region', { name: `Answer of ${side}` })
      .getByRole('alert')
      .waitFor();

  await saved(page);
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('checkbox', { name: 'Compare the draft' }).check();
  await page.getByRole('checkbox', { name: 'Compare version 1' }).check();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await comparison.locator('ins', { hasText: ', in one sentence' }).waitFor();
  await expectAccessible(page, 'Comparison');
  await page.getByRole('button', { name: /Version v1/ }).click();
  await page.getByRole('button', { name: 'Restore' }).click();
  // The draft has what is in no version: so it asks.
  await page.getByRole('button', { name: 'Replace the draft' }).click();
  await eventually(() => message(page, 1).inputValue()).toBe('You answer what customers ask.');
  await saved(page);

  await page.getByRole('button', { name: 'More about this prompt' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Download version 1' }).click()]);
  expect(download.suggestedFilename()).toBe('answer.prompt.yml');
  const file = await readFile(await download.path(), 'utf8');
  expect(file).toContain('content: "{{question}}"');

  // Under another name it comes back in as a prompt of its own.
  await olgas.open(at('prompts'));
  await page.getByRole('button', { name: 'New prompt' }).click();
  await page.getByLabel('Prompt file').setInputFiles({
    name: 'copy.prompt.yml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(file.replace('name: answer', 'name: answer-copy')),
  });
  await page.getByText('answer-copy is imported as version 1.').waitFor();
  await eventually(() => message(page, 2).inputValue()).toBe('{{question}}');
  expect([...olgas.problems, ...adas.problems]).toEqual([]);
});

test('two people at one draft: what one saves appears at the other, and typing at once is a choice, not a loss', async ({ browsing }) => {
  const { stack, olga, projectId, olgas, adas, at, prompt } = await openWorkshop(browsing);
  await stack.as(olga).execute('mutation ($input: CreatePromptInput!) { createPrompt(input: $input) { __typename } }', {
    input: { projectId, name: 'answer', content: { messages: [{ role: 'SYSTEM', content: 'Be kind.' }] } },
  });
  await olgas.open(at('prompts/answer'));
  await adas.open(at('prompts/answer'));
  for (const { page } of [olgas, adas]) await eventually(() => message(page, 1).inputValue()).toBe('Be kind.');

  await message(olgas.page, 1).fill('Be kind and brief.');
  await eventually(() => message(adas.page, 1).inputValue()).toBe('Be kind and brief.');

  // Ada types while her network is gone; meanwhile Olga saves something else.
  adas.wire.cut();
  await message(adas.page, 1).fill('Be kind, and name the depot.');
  await adas.page.getByText(/Not saved: .*kept in this browser/).waitFor();
  await message(olgas.page, 1).fill('Be brief.');
  await saved(olgas.page);
  adas.wire.mend();
  const conflict = adas.page.getByRole('alert', { name: 'Somebody else changed the draft' });
  await conflict.waitFor();
  await expectAccessible(adas.page, 'Conflict');
  expect(await message(adas.page, 1).inputValue()).toBe('Be kind, and name the depot.');
  // Not even a reload loses it.
  await adas.page.reload();
  await conflict.waitFor();
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await conflict.waitFor({ state: 'detached' });
  await saved(adas.page);
  expect((await prompt()).draft.messages[0]?.content).toBe('Be kind, and name the depot.');
  await eventually(() => message(olgas.page, 1).inputValue()).toBe('Be kind, and name the depot.');
  expect(olgas.problems).toEqual([]);
});
