import type { Mapping } from '@docket/schema/monitor/map-line.ts';

export interface RefusedLine {
  number: number;
  reason: string;
}

/** Refused lines that are told one by one. */
const TOLD = 20;

/** What became of a file's lines. */
export interface Summary {
  /** Lines that are not blank. */
  read: number;
  added: number;
  unchanged: number;
  /** How many were refused, and the first of them. */
  refused: number;
  refusedLines: RefusedLine[];
  /** The last line that was sent and answered. */
  sentUpTo: number;
  /** Why it ended before the end of the file. */
  failure: Error | null;
  refuse(number: number, reason: string): void;
  /** Takes note of fields that were left out of a line, and of mappings that found nothing in it. */
  note(left: readonly string[], missing: readonly string[]): void;
  /** For the person who started it. */
  tell(): string;
  /** 0 when all went in, 2 when lines were refused, 1 when it ended early. */
  exitCode(): number;
}

export function summarise(mappings: readonly Mapping[]): Summary {
  const leftOut = new Map<string, number>();
  const notFound = new Map<string, number>();
  let mapped = 0;
  const count = (counts: Map<string, number>, keys: readonly string[]): void => {
    for (const key of keys) if (counts.has(key) || counts.size < 1000) counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  return {
    read: 0,
    added: 0,
    unchanged: 0,
    refused: 0,
    refusedLines: [],
    sentUpTo: 0,
    failure: null,
    refuse(number, reason) {
      this.refused++;
      this.refusedLines.push({ number, reason });
      // A batch is answered after later lines were read: kept in order, and no more than are told.
      this.refusedLines.sort((a, b) => a.number - b.number);
      this.refusedLines.length = Math.min(this.refusedLines.length, TOLD);
    },
    note(left, missing) {
      mapped++;
      count(leftOut, left);
      count(notFound, missing);
    },
    tell() {
      const { read, added, unchanged, refused, refusedLines, sentUpTo, failure } = this;
      const lines = [`${n(read, 'line')} read: ${n(added, 'span')} added, ${n(unchanged)} unchanged, ${n(refused)} refused.`];
      for (const { number, reason } of refusedLines) lines.push(`  line ${number}: ${reason}`);
      if (refused > refusedLines.length) lines.push(`  … and ${n(refused - refusedLines.length)} more.`);
      for (const [field, times] of top(leftOut))
        lines.push(`Not taken over: “${field}”, in ${n(times, 'line')}. Map it to keep it: --map ${field}=attributes.${field}`);
      if (leftOut.size > TOLD) lines.push(`Not taken over: ${n(leftOut.size - TOLD)} more fields.`);
      for (const [field, times] of top(notFound))
        lines.push(`Not found: “${field}”, in ${n(times, 'line')}${times === mapped ? ' (nowhere: is it spelt right?)' : ''}.`);
      if (failure) {
        const waited = read - added - unchanged - refused;
        lines.push(`Ended after line ${sentUpTo}${waited > 0 ? ` (${n(waited, 'line')} read but not sent)` : ''}: ${failure.message}`);
        lines.push('Start it again when that is put right: what is there already stays as it is.');
      }
      return lines.join('\n');
    },
    exitCode() {
      return this.failure ? 1 : this.refused > 0 ? 2 : 0;
    },
  };

  function top(counts: Map<string, number>): [string, number][] {
    const used = new Set(mappings.map(({ from }) => from));
    return [...counts].filter(([key]) => counts === notFound || !used.has(key)).slice(0, TOLD);
  }
}

const n = (count: number, what?: string): string => `${count.toLocaleString('en')}${what ? ` ${what}${count === 1 ? '' : 's'}` : ''}`;
