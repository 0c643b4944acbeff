/** What rows of several reviewers must come to, kept in memory: the plainest form of the rules. */

export const people = ['Ada', 'Bo', 'Olga'] as const;
export type Who = (typeof people)[number];
export const labels = ['correct', 'incorrect'] as const;
export type Label = (typeof labels)[number];

export interface ModelRow {
  required: number;
  /** Answers that count, in order. */
  answers: { who: Who; label: Label }[];
  filled: { by: Who; label: Label } | null;
  disputed: boolean;
  /** The label in its own cells. */
  label: Label | null;
  holders: Who[];
  skippedBy: Who[];
  /** Which state it is in: an undo brings an earlier one back. */
  stamp: number;
}

interface Action {
  who: Who;
  kind: 'answered' | 'settled' | 'reopened' | 'skipped';
  row: number;
  stamp: number;
  before: ModelRow;
}

export class Model {
  readonly rows: ModelRow[];
  #actions: Action[] = [];
  #stamps = 0;

  constructor(n: number, required: number) {
    this.rows = Array.from({ length: n }, () => ({
      required,
      answers: [],
      filled: null,
      disputed: false,
      label: null,
      holders: [],
      skippedBy: [],
      stamp: (this.#stamps += 1),
    }));
  }

  missing = (row: ModelRow): number => Math.max(row.required - row.answers.length, 0);
  /** Its answers are all in, and it waits: they differ. */
  #waitsForLast = (row: ModelRow): boolean => row.answers.length > 0 && row.answers.length >= row.required;
  #answered = (row: ModelRow, who: Who): boolean => row.answers.some((answer) => answer.who === who);
  #places = (row: ModelRow): number => Math.max(row.required - row.answers.length, 1) - row.holders.length;

  /** What somebody can be dealt: new to them first, then what they skipped, then, if they look for it, what they disagree about. */
  claimable(who: Who, disputes: boolean): number[][] {
    const free = (row: ModelRow) => !row.filled && this.#places(row) > 0 && !row.holders.includes(who);
    const pick = (of: (row: ModelRow) => boolean) => this.rows.flatMap((row, n) => (free(row) && of(row) ? [n] : []));
    return [
      pick((row) => !this.#answered(row, who) && !row.skippedBy.includes(who)),
      pick((row) => !this.#answered(row, who) && row.skippedBy.includes(who)),
      pick((row) => disputes && this.#answered(row, who) && this.#waitsForLast(row) && row.holders.length === 0),
    ];
  }

  claim(who: Who, n: number): void {
    this.rows[n]!.holders.push(who);
  }

  /** What claiming this very row answers. */
  claimRow(who: Who, n: number): string {
    const row = this.rows[n]!;
    if (row.filled) return 'RowAlreadyFilled';
    if (row.holders.includes(who)) return 'ClaimRowPayload';
    if (row.required > 1 && this.#answered(row, who) && !this.#waitsForLast(row)) return 'AlreadyReviewed';
    if (this.#places(row) <= 0) return 'ClaimedByAnother';
    this.claim(who, n);
    return 'ClaimRowPayload';
  }

  release(who: Who, n: number): void {
    const row = this.rows[n]!;
    row.holders = row.holders.filter((holder) => holder !== who);
  }

  skip(who: Who, n: number): void {
    this.#note(who, 'skipped', n, this.rows[n]!.stamp);
    this.release(who, n);
    this.rows[n]!.skippedBy = [...new Set([...this.rows[n]!.skippedBy, who])];
  }

  /** An answer by somebody who holds the row. */
  fill(who: Who, n: number, label: Label): void {
    const row = this.rows[n]!;
    const settles = row.required === 1 || this.#waitsForLast(row);
    this.#note(who, 'answered', n, this.#stamps + 1);
    row.stamp = this.#stamps += 1;
    this.release(who, n);
    row.skippedBy = row.skippedBy.filter((one) => one !== who);
    if (settles) this.#settle(row, who, label);
    else {
      row.answers.push({ who, label });
      if (row.answers.length === row.required) this.#conclude(row, this.#actions.at(-1));
    }
    if (row.filled) this.#actions.at(-1)!.kind = 'settled';
  }

  #settle(row: ModelRow, by: Who, label: Label): void {
    Object.assign(row, { filled: { by, label }, label, holders: [], skippedBy: [] });
  }

  #conclude(row: ModelRow, action?: Action): void {
    row.disputed = new Set(row.answers.map(({ label }) => label)).size > 1;
    if (row.disputed) return;
    const last = row.answers.at(-1)!;
    this.#settle(row, last.who, last.label);
    if (action) action.kind = 'settled';
  }

  reopen(who: Who, n: number): string {
    const row = this.rows[n]!;
    if (!row.filled) return 'RowNotFilled';
    this.#note(who, 'reopened', n, this.#stamps + 1);
    Object.assign(row, { filled: null, answers: [], stamp: (this.#stamps += 1) });
    return 'ReopenRowPayload';
  }

  require(n: number, required: number): void {
    const row = this.rows[n]!;
    if (row.filled || row.holders.length > 0 || row.required === required) return;
    row.required = required;
    if (row.answers.length === 0) return;
    row.stamp = this.#stamps += 1;
    row.disputed = false;
    if (this.#waitsForLast(row)) this.#conclude(row);
  }

  undoable = (who: Who): boolean => this.#actions.some((action) => action.who === who);

  undo(who: Who): string {
    const at = this.#actions.findLastIndex((action) => action.who === who);
    const { kind, row: n, stamp, before } = this.#actions[at]!;
    const row = this.rows[n]!;
    if (row.stamp !== stamp) return 'RowChangedMeanwhile';
    const mayBeHeld = row.required > 1 && (kind === 'skipped' || (kind === 'answered' && this.missing(row) > 0));
    if (row.holders.some((holder) => holder !== who) && !mayBeHeld) return 'RowChangedMeanwhile';
    this.#actions.splice(at, 1);
    if (kind === 'skipped') row.skippedBy = row.skippedBy.filter((one) => one !== who);
    else {
      const { answers, filled, disputed, label, stamp: was } = before;
      Object.assign(row, { answers: [...answers], filled, disputed, label, stamp: was });
      if (filled) row.holders = [];
    }
    return 'UndoPayload';
  }

  #note(who: Who, kind: Action['kind'], row: number, stamp: number): void {
    const before = this.rows[row]!;
    this.#actions.push({ who, kind, row, stamp, before: { ...before, answers: [...before.answers] } });
  }
}
