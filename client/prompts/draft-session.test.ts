import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PromptContent } from './content.ts';
import { draftSession, type DraftPorts, type SaveAnswer, type ServerDraft } from './draft-session.ts';

const content = (text: string): PromptContent => ({
  messages: [{ role: 'USER', content: text }],
  provider: null,
  model: '',
  settings: {},
  tools: [],
  responseSchema: null,
});
const draft = (revision: number, text: string, base: number | null = null): ServerDraft => ({
  revision,
  content: content(text),
  base,
  by: 'Bo',
  at: '2026-11-26T10:00:00Z',
});
const textOf = (one: { content: PromptContent }) => one.content.messages[0]?.content;

type Kept = ReturnType<DraftPorts['kept']['find']>;

/** A server with one draft, that can be cut off and can be changed by somebody else; and a browser's store. */
function office(first = draft(1, 'one'), left: Kept = null) {
  const asked: { revision: number; text: string | undefined; base?: number }[] = [];
  const office = { server: first, reachable: true, refuse: null as string | null, loseAnswer: false, kept: left, asked };
  const save: DraftPorts['save'] = async ({ revision, content: sent, base }): Promise<SaveAnswer> => {
    asked.push({ revision, text: textOf({ content: sent }), ...(base !== undefined && { base }) });
    await Promise.resolve();
    if (!office.reachable) return { kind: 'unreachable' };
    if (office.refuse) return { kind: 'refused', problem: office.refuse };
    if (revision !== office.server.revision) return { kind: 'changed', draft: office.server };
    office.server = { ...office.server, revision: revision + 1, content: sent, base: base ?? office.server.base, by: 'Ada' };
    return office.loseAnswer ? { kind: 'unreachable' } : { kind: 'saved', draft: office.server };
  };
  const kept: DraftPorts['kept'] = {
    find: () => office.kept,
    keep: (revision, typed) => {
      office.kept = { revision, content: typed };
      return true;
    },
    forget: () => {
      office.kept = null;
    },
  };
  const session = draftSession({ save, kept }, first);
  return Object.assign(office, { session, type: (text: string) => session.edit(content(text)) });
}
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('typing is saved once, after a short quiet', async () => {
  const { session, type, asked } = office();
  type('one t');
  await pass(500);
  type('one tw');
  await pass(799);
  expect(asked).toEqual([]);
  await pass(1);
  expect(asked).toEqual([{ revision: 1, text: 'one tw' }]);
  expect(session.get()).toMatchObject({ save: 'saved', server: { revision: 2 } });
});

test('what is typed while a save is under way goes out next, by the new revision', async () => {
  const { session, type, asked } = office();
  type('a');
  await vi.advanceTimersByTimeAsync(799);
  vi.advanceTimersByTime(1);
  type('ab');
  await pass(800);
  expect(asked).toEqual([
    { revision: 1, text: 'a' },
    { revision: 2, text: 'ab' },
  ]);
  expect(session.get()).toMatchObject({ save: 'saved', server: { revision: 3 } });
});

test('what somebody else saves appears while nothing of mine is unsaved', () => {
  const { session } = office();
  session.told(draft(2, 'theirs'));
  expect(textOf(session.get())).toBe('theirs');
  // Late or repeated messages change nothing.
  session.told(draft(1, 'one'));
  expect(textOf(session.get())).toBe('theirs');
});

test.each(['told by the feed', 'refused by the server'])('a conflict, %s: my typing stays, and nothing is sent', async (how) => {
  const at = office();
  at.type('mine');
  at.server = draft(2, 'theirs');
  if (how === 'told by the feed') at.session.told(at.server);
  await pass(5000);
  expect(at.session.get()).toMatchObject({ save: 'conflict', theirs: { revision: 2 } });
  at.type('mine, longer');
  at.server = draft(3, 'theirs again');
  at.session.told(at.server);
  await pass(5000);
  expect(textOf(at.session.get())).toBe('mine, longer');
  expect(at.server.revision).toBe(3);
  expect(at.kept?.content).toEqual(content('mine, longer'));
  expect(await at.session.settled()).toBeNull();

  at.session.keepMine();
  await pass(0);
  expect(textOf(at.server)).toBe('mine, longer');
  expect(at.asked.at(-1)).toEqual({ revision: 3, text: 'mine, longer' });
  expect(at.session.get()).toMatchObject({ save: 'saved', theirs: null });
  expect(at.kept).toBeNull();
});

test('taking theirs leaves nothing of mine to be sent', async () => {
  const at = office();
  at.type('mine');
  at.session.told((at.server = draft(2, 'theirs')));
  at.session.takeTheirs();
  await pass(5000);
  expect(textOf(at.session.get())).toBe('theirs');
  expect(at.session.get().save).toBe('saved');
  expect(at.asked).toEqual([]);
  expect(at.kept).toBeNull();
});

test('my own save, told by the feed before its answer came, is no conflict', async () => {
  const at = office();
  at.type('a');
  vi.advanceTimersByTime(800);
  at.type('ab');
  at.session.told(draft(2, 'a'));
  expect(at.session.get().save).toBe('saving');
  await pass(800);
  expect(textOf(at.server)).toBe('ab');
  expect(at.session.get()).toMatchObject({ save: 'saved', theirs: null });
});

test('in a conflict it is their newest draft that is asked about, whatever it says', () => {
  const at = office();
  at.type('mine');
  at.session.told(draft(2, 'theirs'));
  at.session.told(draft(3, 'one'));
  expect(at.session.get()).toMatchObject({ save: 'conflict', theirs: { revision: 3 } });
});

test('the same text from both is no conflict', () => {
  const at = office();
  at.type('both');
  at.session.told(draft(2, 'both'));
  expect(at.session.get()).toMatchObject({ save: 'saved', server: { revision: 2 } });
});

test('offline, typing is kept and sent when the connection is back', async () => {
  const at = office();
  at.reachable = false;
  at.type('far away');
  await pass(800);
  expect(at.session.get().save).toBe('offline');
  expect(at.kept).toEqual({ revision: 1, content: content('far away') });
  at.reachable = true;
  at.session.retry();
  await pass(0);
  expect(textOf(at.server)).toBe('far away');
  expect(at.session.get().save).toBe('saved');

  at.reachable = false;
  at.type('away again');
  await pass(800);
  at.reachable = true;
  // Nobody says that it is back: it is tried again all the same.
  await pass(4000);
  expect(textOf(at.server)).toBe('away again');
});

test('without an answer it is tried again by itself; a save that came through is recognised as mine', async () => {
  const at = office();
  at.loseAnswer = true;
  at.type('sent');
  await pass(800);
  expect(at.session.get().save).toBe('offline');
  at.loseAnswer = false;
  at.type('sent, and more');
  await pass(10_000);
  expect(textOf(at.server)).toBe('sent, and more');
  expect(at.session.get()).toMatchObject({ save: 'saved', theirs: null });
});

test('a refusal says why, and the next change is tried', async () => {
  const at = office();
  at.refuse = 'Two tools have the same name.';
  at.type('bad');
  await pass(800);
  expect(at.session.get()).toMatchObject({ save: 'failed', problem: 'Two tools have the same name.' });
  at.refuse = null;
  at.type('good');
  await pass(800);
  expect(at.session.get()).toMatchObject({ save: 'saved', problem: null });
});

test('what this browser kept comes back: sent when nobody changed the draft, else a conflict', async () => {
  const same = office(draft(4, 'one'), { revision: 4, content: content('one, typed before the crash') });
  expect(textOf(same.session.get())).toBe('one, typed before the crash');
  await pass(800);
  expect(textOf(same.server)).toBe('one, typed before the crash');

  const changed = office(draft(5, 'theirs'), { revision: 4, content: content('typed before the crash') });
  expect(changed.session.get()).toMatchObject({ save: 'conflict', theirs: { revision: 5 } });
  expect(textOf(changed.session.get())).toBe('typed before the crash');
});

test('settling sends at once, and answers the revision that the server has', async () => {
  const at = office();
  at.session.edit(content('restored'), 3);
  expect(await at.session.settled()).toBe(2);
  expect(at.asked).toEqual([{ revision: 1, text: 'restored', base: 3 }]);
  at.reachable = false;
  at.type('not there');
  expect(await at.session.settled()).toBeNull();
});
