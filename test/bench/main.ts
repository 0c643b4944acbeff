import { linesOf } from './kit/figures.ts';
import { describeMachine, readMachine } from './kit/machine.ts';
import { saveResult } from './kit/results.ts';
import { benchmarks } from './registry.ts';
import { aims } from './targets.ts';

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = [
  ...asked.filter((name) => !(name in benchmarks)).map((name) => `There is no benchmark ${name}.`),
  ...flags.filter((flag) => flag !== '--quick' && flag !== '--save').map((flag) => `There is no ${flag}.`),
];
if (unknown.length > 0) {
  console.error(`${unknown.join('\n')}\nnpm run bench -- [--quick] [--save] [${Object.keys(benchmarks).join(' | ')}] …`);
  process.exit(1);
}

const quick = flags.includes('--quick');
// A run of all is what RESULTS.md is made of; of a few by name only when asked to.
const save = !quick && (asked.length === 0 || flags.includes('--save'));
const machine = await readMachine();
console.log(describeMachine(machine));
if (quick) console.log('QUICK: small sizes and few rounds, to see that it works. These are NOT the figures of the benchmark.');

let failed = false;
for (const name of asked.length > 0 ? asked : Object.keys(benchmarks)) {
  console.log(`\n${name}: ${aims[name]?.work ?? ''}`);
  try {
    const figures = await benchmarks[name]!((line) => console.log(`  ${line}`), { quick });
    console.table(linesOf(figures, aims[name]?.targets ?? []));
    if (save) saveResult(name, figures, machine);
    console.log(JSON.stringify({ bench: name, ...(quick ? { quick } : {}), ...figures }));
  } catch (error) {
    // The others still have something to say.
    failed = true;
    console.error(`${name} failed:`, error);
  }
}
process.exit(failed ? 1 : 0);
