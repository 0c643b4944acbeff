import type { Person } from './accounts.ts';
import type { Verdict } from './content/case.ts';
import type { TopicCase } from './content/index.ts';
import { drafts, reopened, skipped, slipped } from './content/reviews.ts';
import type { Entry, Values } from './entry.ts';
import { makeRandom } from './random.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What one row went through, from the moment its reviewer got to it. */
export interface Story {
  by: Person;
  tell(start: number): Entry[];
}

/** What happens to a row; null when it just waits. */
export function storyOf(one: TopicCase): Story | null {
  const { id, review: written } = one;
  const sent = skipped.find((skip) => skip.id === id);
  if (sent)
    return {
      by: sent.by,
      tell: (start) => [
        claim(one, sent.by, start),
        { does: 'skip', by: sent.by, at: new Date(start + 24_000), case: id, reason: sent.reason },
      ],
    };
  const draft = drafts.find((begun) => begun.id === id);
  if (draft) return { by: draft.by, tell: (start) => beginAndLeave(one, draft, start) };
  const again = reopened.find((story) => story.id === id);
  if (again) return { by: again.by, tell: (start) => fillTwice(one, again, start) };
  const slip = slipped.find((story) => story.id === id);
  const by = reviewerOf(one);
  if (slip) return { by, tell: (start) => slipAndFill(one, by, slip.category, start) };
  return written ? { by, tell: (start) => fill(one, by, start, verdictOf(one)) } : null;
}

const claim = ({ id }: TopicCase, by: Person, at: number): Entry => ({ does: 'claim', by, at: new Date(at), case: id });

function fill(one: TopicCase, by: Person, start: number, values: Values): Entry[] {
  const written = Object.values(values).join('').length;
  // Reading and typing, at the speed of people, and within the claim's five minutes.
  const ms = Math.round(
    Math.min(285, (14 + (one.answers?.length ?? 0) / 22 + written / 4.5) * makeRandom(`${by} ${one.id}`).spread()) * 1000,
  );
  return [claim(one, by, start), { does: 'fill', by, at: new Date(start + ms), case: one.id, values, seconds: ms / 1000 }];
}

export const verdictOf = ({ verdict, review: written }: TopicCase): Values => ({
  feedback_category: verdict,
  annotation: written?.annotation ?? null,
  expected_output: written?.expected ?? null,
});

function beginAndLeave(one: TopicCase, { by, values, lapses }: (typeof drafts)[number], start: number): Entry[] {
  const end = lapses ? start + 5 * minute : start + 2 * minute;
  return [
    claim(one, by, start),
    { does: 'draft', by, at: new Date(start + 80_000), case: one.id, values },
    { does: lapses ? 'lapse' : 'release', by, at: new Date(end), case: one.id },
  ];
}

function fillTwice(one: TopicCase, { by, category, annotation, reason, stillOpen }: (typeof reopened)[number], start: number): Entry[] {
  const entries = fill(one, by, start, { feedback_category: category, annotation });
  const reopenedAt = start + 2.6 * hour;
  entries.push({ does: 'reopen', by: 'jonas', at: new Date(reopenedAt), case: one.id, reason });
  if (!stillOpen) entries.push(...fill(one, by === 'priya' ? 'maren' : 'priya', reopenedAt + 40 * minute, verdictOf(one)));
  return entries;
}

function slipAndFill(one: TopicCase, by: Person, category: Verdict, start: number): Entry[] {
  const wrong = fill(one, by, start, { feedback_category: category });
  const filledAt = wrong.at(-1)!.at.getTime();
  return [...wrong, { does: 'undo', by, at: new Date(filledAt + 5000), case: one.id }, ...fill(one, by, filledAt + 9000, verdictOf(one))];
}

/** Who reviews what: each has a slice, and the rest goes round. */
function reviewerOf({ id, topic, priority }: TopicCase): Person {
  if (topic === 'billing' || topic === 'refunds') return 'tomas';
  if (topic === 'api' || topic === 'limits') return 'priya';
  if (priority === 'high') return 'maren';
  return makeRandom(id).pick(['maren', 'maren', 'tomas', 'priya']);
}
