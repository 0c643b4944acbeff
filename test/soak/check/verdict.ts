import type { Op } from '../history.ts';
import type { LoggedEvent } from './evidence.ts';

/** How an invariant was broken, and the shortest story that shows it. */
export interface Break {
  what: string;
  history: string[];
}

export interface Verdict {
  invariant: string;
  /** How many things were looked at: 0 would say that "held" means nothing. */
  looked: number;
  breaks: Break[];
}

/** The break with the fewest lines; null when the invariant held. */
export const shortest = ({ breaks }: Verdict): Break | null =>
  breaks.reduce<Break | null>((best, one) => (best && best.history.length <= one.history.length ? best : one), null);

export const tellEvent = ({ seq, kind, actor, moves, note }: LoggedEvent, row?: number): string => {
  const move = moves.find((one) => one.row === row) ?? moves[0];
  const rows = moves.length > 1 ? `${moves.length} rows${row ? `, row ${row} among them` : ''}` : move ? `row ${move.row}` : 'no row';
  const holder = move ? `, held by ${move.holderBefore ?? 'nobody'} → ${move.holderAfter ?? 'nobody'}` : '';
  const cells = move && Object.keys(move.cells).length > 0 ? `, cells ${JSON.stringify(move.cells)}` : '';
  return `event ${seq}: ${kind} by ${actor ?? 'the clock'}, ${rows}${holder}${cells}${note ? `, ${JSON.stringify(note)}` : ''}`;
};

export const tellOp = ({ t: _, at, end, ...op }: Op): string => `operation ${op.id}, ${at} to ${end}: ${JSON.stringify(op)}`;
