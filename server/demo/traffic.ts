import { cases, type TopicCase } from './content/index.ts';
import { storied } from './content/reviews.ts';
import { makeRandom } from './random.ts';

/** One turn of a conversation with the assistant, at a moment of the last two weeks. */
export interface Turn {
  case: TopicCase;
  at: Date;
  sessionId: string;
  /** The questions and answers before it in the same session. */
  before: TopicCase[];
}

const minute = 60_000;
const hour = 60 * minute;
export const day = 24 * hour;
const days = 14;

/** Deals all cases to the last two weeks: more by day than by night, less at weekends. What somebody has reviewed
 * happened earlier than most of what still waits, and what has a story earliest. */
export function makeTraffic(now: Date): Turn[] {
  const random = makeRandom('traffic');
  const threads = new Map<string, TopicCase[]>();
  for (const one of cases) threads.set(one.thread ?? one.id, [...(threads.get(one.thread ?? one.id) ?? []), one]);
  const conversations = [...threads.values()]
    .map((turns) => ({ turns, place: placeOf(turns, random.next()) }))
    .sort((a, b) => a.place - b.place);
  const starts = conversations.map(() => momentOf(now, random.next)).sort((a, b) => a - b);
  return conversations.flatMap(({ turns }, index) => {
    const sessionId = `ses_${makeRandom(turns[0]!.id).hex(12)}`;
    return turns.map((one, turn) => ({
      case: one,
      at: new Date(starts[index]! + turn * 2.4 * minute),
      sessionId,
      before: turns.slice(0, turn),
    }));
  });
}

const placeOf = (turns: readonly TopicCase[], chance: number): number => {
  if (turns.some(({ id }) => storied.has(id))) return chance * 0.5;
  return turns.some(({ review }) => review) ? chance : chance + 0.35;
};

/** A moment that is believed with the likelihood that somebody is awake and at work. */
function momentOf(now: Date, next: () => number): number {
  for (;;) {
    const at = new Date(now.getTime() - 10 * minute - next() * (days * day - hour));
    const awake = at.getUTCHours() >= 6 && at.getUTCHours() < 21 ? 1 : 0.25;
    const weekday = at.getUTCDay() % 6 === 0 ? 0.55 : 1;
    if (next() < awake * weekday) return at.getTime();
  }
}
