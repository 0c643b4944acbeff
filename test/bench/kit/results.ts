import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { aims, isReached } from '../targets.ts';
import { linesOf } from './figures.ts';
import { type Machine, describeMachine } from './machine.ts';

interface Result {
  at: string;
  machine: string;
  figures: Record<string, number>;
}

const fileOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const kept = fileOf('results.json');

/** Keeps one benchmark's figures in results.json, and writes RESULTS.md anew from all that are kept there. */
export function saveResult(name: string, figures: Record<string, number>, machine: Machine): void {
  const results = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Record<string, Result>) : {};
  results[name] = { at: new Date().toISOString().slice(0, 16).replace('T', ' '), machine: describeMachine(machine), figures };
  writeFileSync(kept, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(fileOf('RESULTS.md'), page(results));
}

/** All results as Markdown, in the order of the targets. */
export function page(results: Record<string, Result>): string {
  const names = Object.keys(aims).filter((name) => name in results);
  const missed = names.flatMap((name) => {
    const { figures } = results[name]!;
    return aims[name]!.targets.filter((target) => !isReached(target, figures[target.key])).map(({ key }) => `${name} \`${key}\``);
  });
  return [
    '# Results',
    '',
    'Written by `npm run bench`; one section a benchmark, each with its own machine and time. A figure of several rounds is their',
    'median. Clients, servers and Postgres share the machine, so that a figure says how ours stands beside its baseline more than',
    'how fast either can be.',
    '',
    missed.length > 0 ? `Not reached: ${missed.join(', ')}.` : 'Every target of the benchmarks below is reached.',
    '',
    ...names.flatMap((name) => section(name, results[name]!)),
  ].join('\n');
}

function section(name: string, { at, machine, figures }: Result): string[] {
  const { work, targets } = aims[name]!;
  const meanings = new Map(targets.map(({ key, what }) => [key, what]));
  return [
    `## ${name}`,
    '',
    `${work[0]!.toUpperCase()}${work.slice(1)}.`,
    '',
    `${at} UTC on ${machine}.`,
    '',
    '| figure | median | spread | target | reached |',
    '| --- | --- | --- | --- | --- |',
    ...linesOf(figures, targets).map(({ figure, median, spread, target, reached }) => {
      const what = meanings.get(figure);
      return `| \`${figure}\`${what ? `: ${what}` : ''} | ${median} | ${spread} | ${target} | ${reached === 'no' ? '**no**' : reached} |`;
    }),
    '',
  ];
}
