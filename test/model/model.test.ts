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

/** Sequences that are tried; more with DOCKET_MODEL_RUNS. One is some 40 acts, and takes a second or two. */
const numRuns = Number(process.env.DOCKET_MODEL_RUNS ?? 30);
/** What a failing run prints; the same seed makes the same sequences again. */
const seed = process.env.DOCKET_MODEL_SEED ? Number(process.env.DOCKET_MODEL_SEED) : undefined;

test('random sequences by three reviewers on two servers do what a small queue in memory does', { timeout: 0 }, async ({ world }) => {
  const started = Date.now();
  let [runs, acts] = [0, 0];
  const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), async (steps) => {
    acts += await runSteps(world, steps);
    runs++;
  });
  const result = await fc.check(property, { numRuns, seed, endOnFailure: process.env.DOCKET_MODEL_SHRINK === 'false' });
  console.log(`model: ${runs} sequences, ${acts} acts, ${Math.round((Date.now() - started) / 1000)} s, seed ${result.seed}`);
  if (!result.failed) return;
  // As data, to be kept as a test of its own.
  expect.fail(
    `${String(result.errorInstance)}\n${JSON.stringify(result.counterexample?.[0])}\nseed ${result.seed}, after ${result.numShrinks} shrinks`,
  );
});
