import fc from 'fast-check';
import { expect, test as base } from 'vitest';
import { startStack } from '../kit/stack.ts';
import { claimsPerPerson } from './claiming.ts';
import { type World, runSteps } from './run.ts';
import { startServers } from './servers.ts';
import { step } from './steps.ts';

/** Two real processes on one database. */
export const test = base.extend('world', { scope: 'file' }, async ({}, { onCleanup }): Promise<World> => {
  const stack = await startStack({ processes: 0 });
  const servers = await startServers(2, { DATABASE_URL: stack.db.url, DOCKET_CLAIMS_PER_PERSON: String(claimsPerPerson) });
  stack.urls.push(...servers.urls);
  onCleanup(async () => {
    await servers.stop();
    await stack.stop();
  });
  return { stack, servers };
});

/** Sequences that are tried: as many as DOCKET_MODEL_RUNS says; else 25, or what there is time for. One is some 30 acts. */
const numRuns = Number(process.env.DOCKET_MODEL_RUNS ?? 25);
const seconds = process.env.DOCKET_MODEL_RUNS ? Infinity : 75;
/** For making a failure simple. */
const secondsOfShrinking = 240;
/** What a failing run prints; the same seed makes the same sequences again. */
const seed = process.env.DOCKET_MODEL_SEED ? Number(process.env.DOCKET_MODEL_SEED) : undefined;

test('random sequences by three reviewers on two servers do what a small queue in memory does', { timeout: 0 }, async ({ world }) => {
  const started = Date.now();
  let [runs, acts, failedAt] = [0, 0, 0];
  const over = () => (failedAt ? Date.now() - failedAt > secondsOfShrinking * 1000 : Date.now() - started > seconds * 1000);
  const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), async (steps) => {
    if (over()) return;
    try {
      acts += await runSteps(world, steps);
      runs++;
    } catch (error) {
      failedAt ||= Date.now();
      throw error;
    }
  });
  const result = await fc.check(property, { numRuns, seed, endOnFailure: process.env.DOCKET_MODEL_SHRINK === 'false' });
  console.log(`model: ${runs} sequences, ${acts} acts, ${Math.round((Date.now() - started) / 1000)} s, seed ${result.seed}`);
  if (!result.failed) return;
  // The steps as data, to be kept as a test of their own.
  const { errorInstance, counterexample, numShrinks } = result;
  expect.fail(`${String(errorInstance)}\n${JSON.stringify(counterexample?.[0])}\nseed ${result.seed}, made simpler ${numShrinks} times`);
});
