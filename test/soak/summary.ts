import type { Entry, FaultRecord, Op } from './history.ts';
import type { SoakResult } from './run-soak.ts';
import { shortest } from './check/verdict.ts';

const percentile = (sorted: number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
const count = <T>(list: T[], keyOf: (one: T) => string): string => {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return (
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([key, n]) => `${key} ${n}`)
      .join(', ') || 'none'
  );
};

/** From when a fault was put right until both servers had done something for somebody who asked after that, in milliseconds. */
function recovery({ healed }: FaultRecord, ops: Op[]): number | null {
  const firsts = [0, 1].map((server) =>
    Math.min(...ops.filter((op) => op.server === server && op.out === 'ok' && op.at >= healed).map(({ end }) => end)),
  );
  const last = Math.max(...firsts);
  return Number.isFinite(last) ? last - healed : null;
}

/** What a soak was like, for people. */
export function summarise({ verdicts, history, evidence, leftOut, folder }: SoakResult): string {
  const of = <T extends Entry['t']>(t: T) => history.filter((entry): entry is Extract<Entry, { t: T }> => entry.t === t);
  const ops = of('op').sort((a, b) => a.at - b.at);
  const faults = of('fault');
  const lines = [
    '',
    `operations      ${ops.length}: ${count(ops, ({ kind }) => kind)}`,
    `outcomes        ${count(ops, ({ out }) => out)}`,
    `refusals        ${count(
      ops.filter(({ out }) => out === 'refused'),
      ({ why }) => why!,
    )}`,
    `unknown, failed ${count(
      ops.filter(({ out }) => out === 'unknown' || out === 'failed'),
      ({ why }) => why!,
    )}`,
    `events          ${evidence.events.length}: ${count(evidence.events, ({ kind }) => kind)}`,
    `messages        ${of('heard').length}, reloads: ${count(
      of('heard').filter(({ reload }) => reload),
      ({ reload }) => reload!,
    )}`,
    `reconnects      ${of('cut').length}, by closing code: ${count(of('cut'), ({ code }) => String(code))}`,
    '',
    'fault                                     times   recovery in ms, each',
  ];
  for (const name of new Set(faults.map((fault) => fault.name))) {
    const same = faults.filter((fault) => fault.name === name);
    lines.push(`${name.padEnd(42)}${String(same.length).padStart(5)}   ${same.map((one) => recovery(one, ops) ?? '–').join(' ')}`);
  }
  for (const what of leftOut) lines.push(`⚠  LEFT OUT: ${what}`);

  lines.push('', 'minute  operations  p50 ms  p99 ms  memory of each server in MB, mean');
  const begun = ops[0]?.at ?? 0;
  const minutes = Math.ceil(((ops.at(-1)?.at ?? begun) - begun + 1) / 60_000);
  for (let minute = 0; minute < minutes; minute++) {
    const within = ({ at }: { at: number }) => Math.floor((at - begun) / 60_000) === minute;
    const mine = ops.filter(within);
    const times = mine
      .filter(({ out }) => out === 'ok' || out === 'refused')
      .map(({ at, end }) => end - at)
      .sort((a, b) => a - b);
    const memory = [0, 1].map((server) => {
      const sizes = of('sample')
        .filter((one) => one.server === server && one.rss > 0 && within(one))
        .map(({ rss }) => rss);
      return Math.round(sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length) / 2 ** 20);
    });
    lines.push(
      `${String(minute + 1).padStart(6)}${String(mine.length).padStart(12)}${String(percentile(times, 0.5)).padStart(8)}${String(percentile(times, 0.99)).padStart(8)}  ${memory.join(' ')}`,
    );
  }

  lines.push('');
  for (const verdict of verdicts) {
    const broken = shortest(verdict);
    lines.push(
      `${broken ? '✗ BROKEN' : '✓ held  '}  ${verdict.invariant} (${verdict.looked} looked at${broken ? `, ${verdict.breaks.length} times broken` : ''})`,
    );
    if (broken) lines.push(`    ${broken.what}`, ...broken.history.map((line) => `      ${line}`));
  }
  lines.push('', `The history is in ${folder}.`);
  return lines.join('\n');
}
