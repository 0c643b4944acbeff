import type { Person } from './accounts.ts';
import type { TopicCase } from './content/index.ts';
import type { Entry } from './entry.ts';
import { makeRandom } from './random.ts';
import { storyOf } from './stories.ts';
import { day, type Turn } from './traffic.ts';

/** Days ago on which answers of the days before were added to the dataset. What came later is only in the monitor. */
const additions = [8.2, 4.3, 1.1];
const minute = 60_000;
const hour = 60 * minute;

/** What the team did with the answers of the last two weeks, in order. */
export function makeDiary(turns: readonly Turn[], now: Date): Entry[] {
  const entries: Entry[] = [];
  const ago = (days: number): number => now.getTime() - days * day;
  additions.forEach((addedAgo, index) => {
    const from = additions[index - 1] ?? Infinity;
    const added = turns.filter(
      ({ at, case: { answers } }) => answers !== null && at.getTime() < ago(addedAgo) && at.getTime() >= ago(from),
    );
    const batch = added.map((turn) => turn.case);
    entries.push({ does: 'add', by: 'ines', at: new Date(ago(addedAgo)), cases: batch.map(({ id }) => id) });
    if (index === 0) entries.push({ does: 'slice', by: 'jonas', at: new Date(ago(addedAgo) + 45 * minute) });
    entries.push(...triage(batch, ago(addedAgo) + 20 * minute));
    // The last of them are reviewed within the last hour, so that there is a pace to see.
    const isLast = index === additions.length - 1;
    entries.push(...(isLast ? review(batch, now.getTime() - 52 * minute, Infinity) : review(batch, ago(addedAgo) + hour, 4)));
  });
  return withoutFuture(entries, now).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Leaves a row waiting whose story would not be over by now. */
function withoutFuture(entries: readonly Entry[], now: Date): Entry[] {
  const over = now.getTime() - 20_000;
  const unfinished = new Set(entries.flatMap((entry) => ('case' in entry && entry.at.getTime() > over ? [entry.case] : [])));
  return entries.filter((entry) => !('case' in entry && unfinished.has(entry.case)));
}

/** The admin looks over what is new and sets priorities: a bulk edit for each. */
function triage(batch: readonly TopicCase[], from: number): Entry[] {
  return (['high', 'medium', 'low'] as const).map((priority, index) => ({
    does: 'prioritise',
    by: 'jonas',
    at: new Date(from + index * 2.5 * minute),
    priority,
    cases: batch.filter((one) => one.priority === priority).map(({ id }) => id),
  }));
}

/** Each reviewer sits down once a day and takes a few rows, one after the other. */
function review(batch: readonly TopicCase[], from: number, sitting: number): Entry[] {
  const entries: Entry[] = [];
  const desks = new Map<Person, { at: number; left: number }>();
  (['maren', 'tomas', 'priya'] as const).forEach((by, index) => desks.set(by, { at: from + index * 7 * minute, left: sitting + index }));
  for (const one of batch) {
    const story = storyOf(one);
    if (!story) continue;
    const desk = desks.get(story.by)!;
    if (desk.left-- === 0)
      Object.assign(desk, { at: desk.at + 21 * hour + makeRandom(`desk ${one.id}`).whole(0, 150) * minute, left: sitting });
    const told = story.tell(desk.at);
    entries.push(...told);
    desk.at = Math.max(...told.filter(({ by }) => by === story.by).map(({ at }) => at.getTime())) + 6000;
  }
  return entries;
}
