import { type FilterName, filters, followed } from '../filters.ts';
import type { Change, Heard } from '../history.ts';
import type { Evidence, LoggedEvent } from './evidence.ts';
import { factsOf, replay, type ReplayedRow } from './replay.ts';
import { tellEvent, type Verdict } from './verdict.ts';

interface Seen {
  /** What each event did, seen through the filter; only events that did something. */
  changes: Change[];
  /** Rows of the filter after each event. */
  totals: number[];
}

/** The whole history through one filter, told without any of the product's code. */
function seeThrough(evidence: Evidence, names: FilterName[]): Map<FilterName, Seen> {
  const all = new Map<FilterName, Seen>(names.map((name) => [name, { changes: [], totals: [0] }]));
  replay(
    evidence,
    ({ seq }, { row }, before, after) => {
      for (const [name, { changes, totals }] of all) {
        const holds = (one: ReplayedRow | null) => one !== null && filters[name].holds(factsOf(evidence, row, one));
        const [was, is] = [holds(before), holds(after)];
        totals[seq] = (totals[seq] ?? totals[seq - 1] ?? 0) + Number(is) - Number(was);
        if (was || is) changes.push([seq, is ? (was ? 'C' : 'E') : 'L', row]);
      }
    },
    ({ seq }) => {
      for (const { totals } of all.values()) totals[seq] ??= totals[seq - 1] ?? 0;
    },
  );
  return all;
}

const orderOf = ([a, , r]: Change, [b, , s]: Change): number => a - b || r - s;
const same = (some: Change[], others: Change[]): boolean =>
  some.length === others.length &&
  some.every(([seq, kind, row], n) => others[n]![0] === seq && others[n]![1] === kind && others[n]![2] === row);

/** Every follower was told each change of its filter once, in order, with the size that goes with it, through every cut; or
 * was told to reload. And nobody was left behind. */
export function checkFollowers(evidence: Evidence): Verdict {
  const verdict: Verdict = { invariant: 'every follower’s replay equals the table', looked: 0, breaks: [] };
  const seen = seeThrough(evidence, followed);
  const at = new Map<number, { filter: FilterName; cursor: number; heard: Heard | null }>();
  const head = evidence.events.at(-1)?.seq ?? 0;
  const between = ({ changes }: Seen, from: number, to: number): Change[] => {
    const begin = indexAfter(changes, from);
    return changes.slice(begin, indexAfter(changes, to));
  };
  const tell = (what: string, who: number, before: Heard | null, now: Heard | null, events: LoggedEvent[] = []) =>
    verdict.breaks.push({
      what: `follower ${who}: ${what}`,
      history: [before, now]
        .filter((one) => one !== null)
        .map((one) => short(one))
        .concat(events.slice(0, 5).map((event) => tellEvent(event))),
    });

  for (const heard of evidence.heard) {
    if (heard.t === 'page') {
      verdict.looked++;
      const total = seen.get(heard.filter)!.totals[heard.cursor] ?? 0;
      if (heard.total !== total)
        tell(`the page at ${heard.cursor} has a total of ${heard.total}, a recount ${total}`, heard.who, null, heard);
      at.set(heard.who, { filter: heard.filter, cursor: heard.cursor, heard });
    }
    if (heard.t !== 'heard') continue;
    verdict.looked++;
    const before = at.get(heard.who);
    at.set(heard.who, { filter: heard.filter, cursor: heard.cursor, heard });
    if (!before || heard.reload) continue;
    const history = seen.get(heard.filter)!;
    const expected = between(history, before.cursor, heard.cursor);
    const told = [...heard.changes].sort(orderOf);
    if (heard.cursor < before.cursor) tell(`went back from ${before.cursor} to ${heard.cursor}`, heard.who, before.heard, heard);
    else if (!same(told, [...expected].sort(orderOf))) {
      const key = (change: Change) => change.join(' ');
      const [known, right] = [new Set(told.map(key)), new Set(expected.map(key))];
      const missing = expected.filter((change) => !known.has(key(change)));
      const extra = told.filter((change) => !right.has(key(change)));
      const what = `between ${before.cursor} and ${heard.cursor}, missing ${JSON.stringify(missing.slice(0, 5))}, too much ${JSON.stringify(extra.slice(0, 5))}`;
      const seqs = new Set([...missing, ...extra].map(([seq]) => seq));
      tell(
        missing.length + extra.length > 0 ? what : `${what} (told twice)`,
        heard.who,
        before.heard,
        heard,
        evidence.events.filter(({ seq }) => seqs.has(seq)),
      );
    } else if (heard.exact && heard.total !== history.totals[heard.cursor])
      tell(`at ${heard.cursor} a total of ${heard.total}, a recount says ${history.totals[heard.cursor]}`, heard.who, before.heard, heard);
  }
  for (const [who, { filter, cursor, heard }] of at) {
    const missing = between(seen.get(filter)!, cursor, head);
    if (missing.length > 0)
      tell(`stayed behind at ${cursor} of ${head}: ${missing.length} changes of “${filter}” never came`, who, heard, null);
  }
  return verdict;
}

/** The first change after a seq. */
function indexAfter(changes: Change[], seq: number): number {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle]![0] <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

const short = (heard: Heard): string => {
  const text = JSON.stringify(heard);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
};
