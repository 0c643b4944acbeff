import fc from 'fast-check';
import { expect } from 'vitest';
import { mutants, withMutant } from './mutants.ts';
import { runSteps } from './run.ts';
import { step } from './steps.ts';
import { test } from './world.ts';

const sequence = fc.array(step, { minLength: 10, maxLength: 40, size: 'max' });

/** Sequences that are tried: as many as DOCKET_MODEL_RUNS says; else 20, or what there is time for. One is some 30 acts. */
const numRuns = Number(process.env.DOCKET_MODEL_RUNS ?? 20);
const seconds = process.env.DOCKET_MODEL_RUNS ? Infinity : 60;
/** For making a failure simple. */
const secondsOfShrinking = 240;
/** The same seed makes the same sequences again; a failing run prints its own. A run of the whole suite tries the same ones
 * each time, so that it says something of the change it is run for; DOCKET_MODEL_RUNS tries others, unless a seed is named. */
const { DOCKET_MODEL_SEED: given, DOCKET_MODEL_RUNS: asked } = process.env;
const seed = given ? Number(given) : asked ? undefined : -562373096;

test('random sequences by three reviewers on two servers do what a small queue in memory does', { timeout: 0 }, async ({ world }) => {
  const started = Date.now();
  let [runs, acts, failedAt] = [0, 0, 0];
  const over = () => (failedAt ? Date.now() - failedAt > secondsOfShrinking * 1000 : Date.now() - started > seconds * 1000);
  const property = fc.asyncProperty(sequence, async (steps) => {
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

/** A check that cannot fail says nothing. The database is broken in ways that each promise forbids; DOCKET_MODEL_MUTANTS=all
 * breaks it in all of them. */
const broken = process.env.DOCKET_MODEL_MUTANTS === 'all' ? mutants : mutants.slice(0, 4);

test.for(broken.map((mutant) => [mutant.name, mutant] as const))(
  'finds it when %s',
  { timeout: 240_000 },
  async ([, mutant], { world }) => {
    const calm = sequence.map((steps) => steps.filter((one) => one.do !== 'crash' && !(one.do === 'lapse' && one.slowly)));
    const result = await withMutant(world.stack.db, mutant, () =>
      fc.check(
        fc.asyncProperty(calm, async (steps) => void (await runSteps(world, steps))),
        { numRuns: 40, seed, endOnFailure: true },
      ),
    );
    console.log(`model: ${mutant.name}: found by sequence ${result.numRuns}: ${String(result.errorInstance).slice(0, 300)}`);
    expect(result.failed).toBe(true);
  },
);
