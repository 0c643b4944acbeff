import type { Person } from './accounts.ts';
import type { Entry } from './entry.ts';
import { makeRandom } from './random.ts';
import { verdictOf } from './stories.ts';
import { day, type Turn } from './traffic.ts';

/** Days ago on which the small dataset was made; it was finished the same day. */
const madeAgo = 3.2;

/** What was done with the dataset that is finished: two reviewers took turns. */
export function makeGoldenDiary(turns: readonly Turn[], now: Date): Entry[] {
  const start = now.getTime() - madeAgo * day;
  const chosen = turns
    .filter(({ at, case: { topic, review } }) => topic === 'security' && review && at.getTime() < start)
    .map((turn) => turn.case);
  const entries: Entry[] = [{ does: 'add', by: 'ines', at: new Date(start), cases: chosen.map(({ id }) => id) }];
  const desks: { by: Person; at: number }[] = [
    { by: 'priya', at: start + 3_600_000 },
    { by: 'tomas', at: start + 5_400_000 },
  ];
  chosen.forEach((one, index) => {
    const desk = desks[index % desks.length]!;
    const seconds = makeRandom(`golden ${one.id}`).whole(35, 190);
    const filledAt = desk.at + seconds * 1000;
    const values = { ...verdictOf(one), priority: one.priority, expected_output: one.review?.expected ?? one.answers };
    entries.push({ does: 'claim', by: desk.by, at: new Date(desk.at), case: one.id });
    entries.push({ does: 'fill', by: desk.by, at: new Date(filledAt), case: one.id, values, seconds });
    desk.at = filledAt + 7000;
  });
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime());
}
