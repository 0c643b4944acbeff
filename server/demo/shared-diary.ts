import type { Person } from './accounts.ts';
import type { Verdict } from './content/case.ts';
import type { Entry, Values } from './entry.ts';
import { makeRandom } from './random.ts';
import { verdictOf } from './stories.ts';
import { day, type Turn } from './traffic.ts';

/** Days ago on which the dataset was made that two reviewers read. */
const madeAgo = 2.3;
/** How many rows are behind both reviewers, and how many behind the first alone. */
const readByBoth = 12;
const readByOne = 3;

/** What the second reviewer says otherwise, by the place of the row, and who settled it. */
const otherwise: Record<number, { says: Verdict; settledBy?: Person }> = {
  3: { says: 'incorrect', settledBy: 'jonas' },
  7: { says: 'off-topic' },
  10: { says: 'too-long' },
};

/** What was done with the dataset whose rows two reviewers answer, each without having seen the other's answer. */
export function makeSharedDiary(turns: readonly Turn[], now: Date): Entry[] {
  const start = now.getTime() - madeAgo * day;
  const chosen = turns
    .filter(
      ({ at, case: { topic, review } }) =>
        (topic === 'refunds' || topic === 'shipping' || topic === 'checkout') && review && at.getTime() < start,
    )
    .map((turn) => turn.case)
    .slice(0, readByBoth + readByOne + 3);
  const entries: Entry[] = [{ does: 'add', by: 'ines', at: new Date(start), cases: chosen.map(({ id }) => id) }];
  const desks = { maren: start + 3_600_000, tomas: start + 5_400_000, jonas: start + 20_000_000 };
  const answer = (by: keyof typeof desks, id: string, values: Values) => {
    const seconds = makeRandom(`shared ${by} ${id}`).whole(40, 200);
    const at = desks[by];
    desks[by] = at + seconds * 1000 + 6000;
    entries.push({ does: 'claim', by, at: new Date(at), case: id });
    entries.push({ does: 'fill', by, at: new Date(at + seconds * 1000), case: id, values, seconds });
  };
  chosen.slice(0, readByBoth + readByOne).forEach((one, index) => {
    answer('maren', one.id, verdictOf(one));
    if (index >= readByBoth) return;
    const other = otherwise[index];
    answer(
      'tomas',
      one.id,
      other ? { feedback_category: other.says, annotation: 'Not what the passage says, as I read it.' } : verdictOf(one),
    );
    if (other?.settledBy) answer('jonas', one.id, { ...verdictOf(one), annotation: 'We have agreed on this reading.' });
  });
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime());
}
