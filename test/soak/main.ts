import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runSoak } from './run-soak.ts';
import { summarise } from './summary.ts';

/** What `npm run soak` does. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    reviewers: { type: 'string', default: '50' },
    subscribers: { type: 'string', default: '500' },
    pace: { type: 'string', default: '2500' },
    pause: { type: 'string', default: '6000' },
    keep: { type: 'boolean', default: false },
  },
});
const result = await runSoak({
  minutes: Number(values.minutes),
  reviewers: Number(values.reviewers),
  subscribers: Number(values.subscribers),
  seed: Number(values.seed ?? Math.floor(Math.random() * 1e9)),
  pace: Number(values.pace),
  pause: Number(values.pause),
  log: console.log,
});
const broken = result.verdicts.some(({ breaks }) => breaks.length > 0);
console.log(summarise(result));
if (!broken && !values.keep) {
  rmSync(result.folder, { recursive: true, force: true });
  console.log('It held, so the history is gone again; --keep keeps it.');
}
process.exit(broken ? 1 : 0);
