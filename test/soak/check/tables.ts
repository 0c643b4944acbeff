import type { Evidence, LoggedEvent } from './evidence.ts';
import { replay } from './replay.ts';
import { tellEvent, type Verdict } from './verdict.ts';

/** Event numbers go 1, 2, 3 … with none left out. */
export function checkSeq({ events }: Evidence): Verdict {
  const verdict: Verdict = { invariant: 'seq is gapless', looked: events.length, breaks: [] };
  events.forEach((event, n) => {
    const before = events[n - 1];
    if (event.seq !== (before?.seq ?? 0) + 1)
      verdict.breaks.push({
        what: `${event.seq} follows ${before?.seq ?? 0}`,
        history: [...(before ? [tellEvent(before)] : []), tellEvent(event)],
      });
  });
  return verdict;
}

/** Each row is what its events say: its combination, its version, its cells; and each event begins where the last one ended. */
export function checkRows(evidence: Evidence): Verdict {
  const { columns, end } = evidence;
  const verdict: Verdict = { invariant: 'every row equals the replay of its events', looked: 0, breaks: [] };
  const last = new Map<number, LoggedEvent>();
  const tell = (what: string, row: number, event?: LoggedEvent) =>
    verdict.breaks.push({
      what: `row ${row}: ${what}`,
      history: [last.get(row), event].filter((one) => one !== undefined).map((one) => tellEvent(one, row)),
    });
  const rows = replay(evidence, (event, move, before) => {
    verdict.looked++;
    const cell = move.cells[columns.annotation];
    if (move.before !== (before?.combination ?? null))
      tell('an event begins with other labels than the one before it left', move.row, event);
    else if (cell && (cell[0] ?? null) !== (before?.annotation ?? null))
      tell('an event begins with another text than the one before it left', move.row, event);
    last.set(move.row, event);
  });
  for (const [id, row] of rows) {
    const now = end.rows.get(id);
    if (!now) tell('it is in the events, and not in the table', id);
    else if (now.combination !== row.combination) tell(`the table has combination ${now.combination}`, id);
    else if (now.version !== row.version) tell(`the table has version ${now.version}, the events ${row.version}`, id);
    else if ((now.annotation ?? null) !== row.annotation) tell(`the table has the text ${JSON.stringify(now.annotation)}`, id);
  }
  for (const id of end.rows.keys())
    if (!rows.has(id)) verdict.breaks.push({ what: `row ${id} is in the table, and in no event`, history: [`row ${id}`] });
  return verdict;
}

/** Sizes, as the product folds them and as it told its dashboards, equal a recount. */
export function checkSizes(evidence: Evidence): Verdict {
  const { combinations, end, heard } = evidence;
  const verdict: Verdict = { invariant: 'sizes equal a recount', looked: 0, breaks: [] };
  const counted = new Map<number, number>();
  for (const { combination } of end.rows.values()) counted.set(combination, (counted.get(combination) ?? 0) + 1);
  for (const id of new Set([...counted.keys(), ...end.folded.keys()])) {
    verdict.looked++;
    const [fold, count] = [end.folded.get(id) ?? 0, counted.get(id) ?? 0];
    if (fold !== count)
      verdict.breaks.push({ what: `combination ${id}: folded ${fold}, counted ${count}`, history: [`combination ${id}`] });
  }

  const told = heard.filter((one) => one.t === 'sizes');
  const wanted = new Set(told.map(({ cursor }) => cursor));
  const at = new Map<number, Record<string, number>>();
  const groups = new Map<string, number>();
  const move = (combination: number | null | undefined, by: number) => {
    if (combination == null) return;
    const { filled, priority } = combinations.get(combination)!;
    const key = `${priority}/${filled ? 'filled' : 'empty'}`;
    groups.set(key, (groups.get(key) ?? 0) + by);
  };
  replay(
    evidence,
    (_event, _move, before, after) => {
      move(before?.combination, -1);
      move(after?.combination, 1);
    },
    ({ seq }) => {
      if (wanted.has(seq)) at.set(seq, Object.fromEntries([...groups].filter(([, n]) => n !== 0)));
    },
  );
  for (const one of told) {
    verdict.looked++;
    const recount = at.get(one.cursor) ?? {};
    const shown = Object.fromEntries(Object.entries(one.groups).filter(([, n]) => n !== 0));
    const differ = [...new Set([...Object.keys(recount), ...Object.keys(shown)])].filter((key) => recount[key] !== shown[key]);
    if (differ.length > 0)
      verdict.breaks.push({
        what: `dashboard ${one.who} at ${one.cursor}: ${differ.map((key) => `${key} shown ${shown[key] ?? 0}, counted ${recount[key] ?? 0}`).join('; ')}`,
        history: [JSON.stringify(one)],
      });
  }
  return verdict;
}
