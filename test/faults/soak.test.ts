import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { expect, test } from 'vitest';
import { shortest } from '../soak/check/verdict.ts';
import { allFaults } from '../soak/schedule.ts';
import { runSoak } from '../soak/run-soak.ts';
import { summarise } from '../soak/summary.ts';

// Of `npm run soak` a minute and a half: every fault at least once. Fewer clients where there are few cores, on which the
// servers, Postgres and the clients all have to live.
const small = cpus().length < 4;

test('all invariants hold through every fault', { timeout: 420_000 }, async () => {
  const seed = Number(process.env.DOCKET_SOAK_SEED ?? 1);
  const clients = small ? { reviewers: 20, subscribers: 120 } : { reviewers: 50, subscribers: 500 };
  const result = await runSoak({ minutes: 1.5, ...clients, seed, pace: 1_500, pause: 1_000, log: console.log });
  console.log(summarise(result));
  for (const what of result.leftOut) console.warn(`\n⚠  LEFT OUT of the soak: ${what}`);
  expect(result.verdicts.map(shortest).filter((one) => one !== null)).toEqual([]);
  // That they held means something: there was work, and it was disturbed.
  for (const { invariant, looked } of result.verdicts) expect(looked, invariant).toBeGreaterThan(0);
  const made = new Set(result.history.flatMap((entry) => (entry.t === 'fault' ? [entry.name] : [])));
  expect(made.size + result.leftOut.length).toBe(allFaults.length);
  rmSync(result.folder, { recursive: true, force: true });
});
