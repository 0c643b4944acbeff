import { expect, test } from 'vitest';
import type { ColumnEnvironment, LineDeployment, LinePrompt } from './deploy-documents.ts';
import { newerBy, placeOf, shownPrompts } from './places.ts';
import { curlSnippet, deployedUrl } from './snippets.ts';

const prompt = (n: number, more: Partial<LinePrompt> = {}): LinePrompt => ({
  id: `Prompt_${n}`,
  name: `prompt-${n}`,
  description: '',
  purpose: 'ANSWER',
  archivedAt: null,
  latest: { id: `PromptVersion_${n}4`, number: 4, notes: '', createdAt: '2026-03-04T12:00:00.000Z' },
  ...more,
});
const running = (n: number, number: number): LineDeployment => ({
  id: `Deployment_${n}`,
  kind: 'DEPLOY',
  notes: '',
  overrideReason: null,
  deployedAt: '2026-03-04T12:00:00.000Z',
  deployedBy: null,
  prompt: { id: `Prompt_${n}` },
  version: { id: `PromptVersion_${n}${number}`, number, notes: '' },
});
const environment = (...deployments: LineDeployment[]): ColumnEnvironment => ({
  id: 'Environment_1',
  name: 'production',
  position: 0,
  running: deployments,
  gates: [],
});

test('a prompt has a line when it answers and is in use, or when it runs somewhere', () => {
  const prompts = [
    prompt(1),
    prompt(2, { purpose: 'JUDGE' }),
    prompt(3, { archivedAt: '2026-03-04' }),
    prompt(4, { archivedAt: '2026-03-04' }),
  ];
  expect(shownPrompts(prompts, [environment(running(3, 1))]).map(({ id }) => id)).toEqual(['Prompt_1', 'Prompt_3']);
});

test('a place knows what runs, and how many versions are newer', () => {
  const place = placeOf(prompt(1), environment(running(2, 4), running(1, 2)));
  expect(place.running?.version.number).toBe(2);
  expect(newerBy(place)).toBe(2);
  expect(newerBy(placeOf(prompt(2), environment(running(2, 4))))).toBeNull();
  expect(newerBy(placeOf(prompt(1), environment()))).toBeNull();
});

test('an address and a command survive any name', () => {
  const names = { origin: 'https://docket.example', project: 'harbor', environment: "the owner's/“live”", prompt: 'support-answer' };
  const url = deployedUrl(names);
  expect(new URL(url).pathname.split('/').slice(3).map(decodeURIComponent)).toEqual(['harbor', names.environment, 'support-answer']);
  expect(curlSnippet(names)).toContain(String.raw`the%20owner'\''s`);
});
