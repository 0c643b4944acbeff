/** The events as the database has them: one after the other from seq `first` on. */
export interface EventLog {
  first: number;
  rows: Float64Array;
  kinds: string[];
}

/** What one subscriber was told. */
export interface Told {
  /** The seq of its first message; it has to be told of everything after it. */
  from: number;
  seqs: number[];
  /** What happened, and to which row, for each of the seqs. */
  told: string[];
  reloads: number;
}

export interface Verdict {
  /** Events that a subscriber was not told, was told twice, was told otherwise than the database has them, or told too late. */
  missed: number;
  repeated: number;
  wrong: number;
  disordered: number;
  /** How often one was told to start again. */
  reloads: number;
  /** How many were looked at. */
  events: number;
}

/** Holds what subscribers were told against the events: in order, each once, none left out, none other. */
export function checkTold({ first, rows, kinds }: EventLog, subscribers: readonly Told[]): Verdict {
  const found: Verdict = { missed: 0, repeated: 0, wrong: 0, disordered: 0, reloads: 0, events: 0 };
  for (const { from, seqs, told, reloads } of subscribers) {
    const had = new Set<number>();
    let before = 0;
    for (const [n, seq] of seqs.entries()) {
      if (had.has(seq)) found.repeated += 1;
      else if (seq < before) found.disordered += 1;
      had.add(seq);
      before = seq;
      if (told[n] !== `${kinds[seq - first]} ${rows[seq - first]}`) found.wrong += 1;
    }
    for (let seq = Math.max(first, from + 1); seq < first + rows.length; seq += 1) if (!had.has(seq)) found.missed += 1;
    found.events += seqs.length;
    found.reloads += reloads;
  }
  return found;
}
