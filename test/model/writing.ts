import type { Act, Ask } from './acts.ts';
import { keepDraft } from './claiming.ts';
import { named } from './filters.ts';
import { type Action, type Answer, type Model, type ModelRow, type Values, addRow, heldBy, reap, rowsOf, tick } from './state.ts';

type Of<Name extends Ask['do']> = Extract<Ask, { do: Name }>;

/** Lays values over a row's contents; the part of an action that this makes, or null when it is as it was. */
function write(
  model: Model,
  row: ModelRow,
  { who, values, fill }: { who: number; values: Values; fill: boolean },
): Action['parts'][0] | null {
  const before = { ...row.contents };
  const after = { ...before, ...values };
  if (fill && !before.filled) Object.assign(after, { filled: true, filledBy: who });
  if (JSON.stringify(after) === JSON.stringify(before)) return null;
  const part = { row: row.id, before, stateBefore: row.state, stateAfter: tick(model) };
  Object.assign(row, { contents: after, version: row.version + 1, state: part.stateAfter });
  if (fill) Object.assign(row, { claim: null, skips: {} });
  return part;
}

function writeOne(model: Model, who: number, row: ModelRow, { values, fill }: { values: Values; fill: boolean }): Answer {
  const part = write(model, row, { who, values, fill });
  if (!part) return { type: 'AnnotateRowPayload' };
  if (fill) row.drafts = {};
  else delete row.drafts[who];
  model.actions.push({ by: who, kind: fill ? 'filled' : 'written', undone: false, parts: [part] });
  return { type: 'AnnotateRowPayload' };
}

/** Under a claim. */
export function annotate(model: Model, { who }: Act, ask: Of<'annotate'>): Answer {
  reap(model);
  const row = model.rows[ask.row]!;
  if (!heldBy(model, { ...ask, who })) {
    keepDraft(row, who, ask.values);
    return { type: 'ClaimExpired' };
  }
  return writeOne(model, who, row, ask);
}

/** Without a claim, naming the version that was seen. */
export function edit(model: Model, { who }: Act, ask: Of<'edit'>): Answer {
  reap(model);
  const row = model.rows[ask.row]!;
  if (ask.fill && row.contents.filled) return { type: 'RowAlreadyFilled' };
  if (ask.version !== row.version) return { type: 'RowChangedMeanwhile' };
  if (row.claim && row.claim.by !== who) {
    if (!ask.force) return { type: 'ClaimedByAnother' };
    row.claim = null;
  }
  return writeOne(model, who, row, ask);
}

export function reopen(model: Model, { who }: Act, ask: Of<'reopen'>): Answer {
  reap(model);
  const row = model.rows[ask.row]!;
  if (!row.contents.filled) return { type: 'RowNotFilled' };
  if (ask.version !== row.version) return { type: 'RowChangedMeanwhile' };
  const part = { row: row.id, before: { ...row.contents }, stateBefore: row.state, stateAfter: tick(model) };
  Object.assign(row, { version: row.version + 1, state: part.stateAfter });
  Object.assign(row.contents, { filled: false, filledBy: null });
  model.actions.push({ by: who, kind: 'reopened', undone: false, parts: [part] });
  return { type: 'ReopenRowPayload' };
}

/** A bulk edit first looks for its rows, and then writes those that still match: two steps, between which others come. */
export const look = (model: Model, { filter }: Of<'bulk'>): number[] =>
  rowsOf(model)
    .filter(named(filter).holds)
    .map(({ id }) => id);

export function bulk(model: Model, { who }: Act, ask: Of<'bulk'>, found: number[]): Answer {
  // Where nothing was found nothing is written, and no batch ends what ran out.
  if (found.length > 0) reap(model);
  const match = found.map((id) => model.rows[id]!).filter(named(ask.filter).holds);
  const free = match.filter((row) => !row.claim || row.claim.by === who);
  const parts = free.flatMap((row) => {
    const part = write(model, row, { who, values: ask.values, fill: ask.fill });
    if (part && ask.fill) row.drafts = {};
    return part ?? [];
  });
  if (parts.length > 0) model.actions.push({ by: who, kind: ask.fill ? 'filled' : 'written', undone: false, parts });
  return { type: 'AnnotateRowsPayload', matched: found.length, changed: parts.length, held: match.length - free.length };
}

/** Takes back one's last actions, latest first: all or none. */
export function undo(model: Model, { who }: Act, { count }: Of<'undo'>): Answer {
  reap(model);
  const last = model.actions
    .filter((action) => action.by === who && !action.undone)
    .slice(-count)
    .toReversed();
  if (last.length === 0) return { type: 'NothingToUndo' };
  const trial = structuredClone(model);
  for (const { kind, parts } of last) {
    for (const { row: id, before, stateBefore, stateAfter } of parts) {
      const row = trial.rows[id]!;
      if (row.state !== stateAfter || (row.claim && row.claim.by !== who)) return { type: 'RowChangedMeanwhile' };
      if (kind === 'skipped') delete row.skips[who];
      else {
        Object.assign(row, { contents: { ...before }, version: row.version + 1, state: stateBefore });
        if (before.filled) row.claim = null;
      }
    }
  }
  model.rows = trial.rows;
  for (const action of last) action.undone = true;
  const rows = last.flatMap(({ parts }) => parts.map(({ row }) => row));
  return { type: 'UndoPayload', rows: [...new Set(rows)].sort((a, b) => a - b) };
}

export function importRows(model: Model, ask: Of<'import'>, seen: Answer | null): Answer {
  const ids = (seen?.rows ?? []).slice(0, ask.rows.length);
  ids.forEach((id, n) => addRow(model, id, ask.rows[n]!));
  return { type: 'AddRowsPayload', rows: ids.length === ask.rows.length ? ids : ask.rows.map(() => 0) };
}

/** A span is one row, however often it is added. */
export function addSpans(model: Model, ask: Of<'addSpans'>, seen: Answer | null): Answer {
  const there = new Set(rowsOf(model).map((row) => row.spanId));
  const fresh = ask.spans.filter((span) => !there.has(String(span)));
  for (const span of fresh) addRow(model, seen?.rowOfSpan?.[span] ?? -span, {}, String(span));
  return { type: 'AddSpansToDatasetPayload', added: fresh.length, alreadyThere: ask.spans.length - fresh.length };
}
