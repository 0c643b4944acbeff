import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Dealt, Written } from './review-ports.ts';
import type { Loss } from './review-types.ts';
import { bo, free, heldByBo, seat, sittingWith } from './review-kit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a sitting', () => {
  test('fills and goes on without waiting: the next row is claimed ahead', async () => {
    const { session, api } = sittingWith([seat(1), seat(2), seat(3)]);
    await session.start();
    session.edit({ category: 'correct' });
    await session.fill();
    expect(api.fill).toHaveBeenCalledWith({ rowId: 'Row_1', token: 'token-1', values: { category: 'correct' }, key: 'key-1' });
    expect(session.get()).toMatchObject({ current: { rowId: 'Row_2' }, ahead: [{ rowId: 'Row_3' }] });
    expect(vi.mocked(api.claim).mock.calls).toEqual([[2], [1]]);
  });

  test('ends when nothing is left, and begins again when a row comes in', async () => {
    const { session, queue } = sittingWith([seat(1)]);
    await session.start();
    await session.fill();
    expect(session.get().phase).toBe('finished');
    queue.push(seat(2));
    await session.topUp();
    expect(session.get()).toMatchObject({ phase: 'reviewing', current: { rowId: 'Row_2' } });
  });

  test('lets go of all it holds when it is left, also of what is dealt too late', async () => {
    let arrive = (_dealt: Dealt<unknown>): void => undefined;
    const late = new Promise<Dealt<unknown>>((resolve) => {
      arrive = resolve;
    });
    const { session, api } = sittingWith([], {
      resume: vi.fn(() => Promise.resolve({ kind: 'dealt' as const, seats: [seat(1)] })),
      claim: vi.fn(() => late),
    });
    const starting = session.start();
    await vi.advanceTimersByTimeAsync(0);
    session.leave();
    expect(api.release).toHaveBeenLastCalledWith(['token-1']);
    arrive({ kind: 'dealt', seats: [seat(2)] });
    await starting;
    expect(api.release).toHaveBeenLastCalledWith(['token-2']);
  });

  test('tries a fill that got no answer again under the same key', async () => {
    const answers: Written[] = [{ kind: 'problem', problem: { message: 'No answer', unreached: true } }, { kind: 'done' }];
    const { session, api } = sittingWith([seat(1), seat(2)], {
      fill: vi.fn(() => Promise.resolve(answers.shift() ?? { kind: 'done' as const })),
    });
    await session.start();
    session.edit({ note: 'Late' });
    await session.fill();
    expect(session.get()).toMatchObject({ current: { rowId: 'Row_1' }, problem: { message: 'No answer' } });
    await session.fill();
    expect(vi.mocked(api.fill).mock.calls.map(([row]) => row.key)).toEqual(['key-1', 'key-1']);
  });

  test('undo brings the row back to the desk, in front of the open one', async () => {
    const { session } = sittingWith([seat(1), seat(2), seat(3)], {
      undo: vi.fn(() => Promise.resolve({ rowIds: ['Row_1'] })),
      claimRow: vi.fn(() => Promise.resolve({ kind: 'dealt' as const, seats: [seat(1, { token: 'again' })] })),
    });
    await session.start();
    session.edit({ category: 'correct' });
    await session.fill();
    await session.undo();
    expect(session.get()).toMatchObject({
      current: { rowId: 'Row_1', token: 'again', typed: { category: 'correct' } },
      ahead: [{ rowId: 'Row_2' }, { rowId: 'Row_3' }],
      done: [],
    });
  });
});

describe('what is typed', () => {
  test('is in the browser at once and at the server after a short quiet, the newest last', async () => {
    const { session, api, browser } = sittingWith([seat(1)]);
    await session.start();
    session.edit({ note: 'a' });
    session.edit({ note: 'ab' });
    expect(browser.find('Row_1')?.values).toEqual({ note: 'ab' });
    expect(api.saveDraft).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(800);
    expect(vi.mocked(api.saveDraft).mock.calls).toEqual([['token-1', 'Row_1', { note: 'ab' }]]);
    expect(session.get().draft).toBe('saved');
  });

  test('survives a crash: the next sitting finds it', async () => {
    const first = sittingWith([seat(1)]);
    await first.session.start();
    first.session.edit({ note: 'Half a sentence' });
    const { session, browser } = sittingWith([seat(1)]);
    browser.kept.set('Row_1', { values: { note: 'Half a sentence' }, at: '2026-11-23T12:00:00.000Z' });
    await session.start();
    expect(session.get().current).toMatchObject({ typed: { note: 'Half a sentence' }, restoredFrom: '2026-11-23T12:00:00.000Z' });
  });

  test('goes to the server when the connection is back', async () => {
    const { session, api } = sittingWith([seat(1)]);
    await session.start();
    session.connection(false);
    session.edit({ note: 'On a train' });
    await vi.advanceTimersByTimeAsync(5000);
    expect(api.saveDraft).not.toHaveBeenCalled();
    expect(session.get().draft).toBe('here');
    session.connection(true);
    await session.resync();
    expect(api.saveDraft).toHaveBeenCalledWith('token-1', 'Row_1', { note: 'On a train' });
  });
});

describe('a claim that ran out', () => {
  test('while offline: told when back, by who has it now, and the text is still there', async () => {
    const { session } = sittingWith([seat(1), seat(2)], {
      renew: vi.fn(() => Promise.resolve({ claims: [{ token: 'token-2', expiresAt: 600_000 }], lost: ['token-1'] })),
      look: vi.fn(() => Promise.resolve(heldByBo)),
    });
    await session.start();
    session.connection(false);
    session.edit({ note: 'Typed in the tunnel' });
    session.connection(true);
    await session.resync();
    expect(session.get()).toMatchObject({
      loss: { holder: bo },
      current: { typed: { note: 'Typed in the tunnel' } },
      ahead: [{ expiresAt: 600_000 }],
    });
  });

  test('noticed by the fill: nothing is lost, and claiming again restores', async () => {
    const { session, browser } = sittingWith([seat(1)], {
      fill: vi.fn(() => Promise.resolve({ kind: 'lost' as const, loss: free })),
      claimRow: vi.fn(() => Promise.resolve({ kind: 'dealt' as const, seats: [seat(1, { token: 'new' })] })),
    });
    await session.start();
    session.edit({ note: 'Slow but right' });
    await session.fill();
    expect(session.get().loss).toEqual(free);
    expect(browser.find('Row_1')?.values).toEqual({ note: 'Slow but right' });
    await session.reclaim();
    expect(session.get()).toMatchObject({ loss: null, current: { token: 'new', typed: { note: 'Slow but right' } } });
  });

  test('an answer about the old claim that comes after claiming again changes nothing', async () => {
    let look = (_loss: Loss): void => undefined;
    const { session } = sittingWith([seat(1)], {
      renew: vi.fn(() => Promise.resolve({ claims: [], lost: ['token-1'] })),
      look: vi.fn(
        () =>
          new Promise<Loss>((resolve) => {
            look = resolve;
          }),
      ),
      claimRow: vi.fn(() => Promise.resolve({ kind: 'dealt' as const, seats: [seat(1, { token: 'new' })] })),
    });
    await session.start();
    session.lost('Row_1', free);
    const renewing = session.renew();
    await session.reclaim();
    look(free);
    await renewing;
    expect(session.get()).toMatchObject({ loss: null, current: { token: 'new' } });
  });

  test('handed over: the draft is at the server, then the next row opens', async () => {
    const { session, api, browser } = sittingWith([seat(1), seat(2)], {
      saveDraft: vi.fn(() => Promise.resolve({ kind: 'lost' as const, loss: heldByBo })),
    });
    await session.start();
    session.edit({ note: 'For Bo' });
    session.lost('Row_1', heldByBo);
    await session.handOver();
    expect(api.saveDraft).toHaveBeenCalledWith('token-1', 'Row_1', { note: 'For Bo' });
    expect(session.get()).toMatchObject({ current: { rowId: 'Row_2' }, loss: null });
    expect(browser.find('Row_1')).toBeNull();
  });

  test('an unanswered handing over leaves everything where it is', async () => {
    const { session, browser } = sittingWith([seat(1), seat(2)], {
      saveDraft: vi.fn(() => Promise.resolve({ kind: 'problem' as const, problem: { message: 'No answer', unreached: true } })),
    });
    await session.start();
    session.edit({ note: 'For Bo' });
    session.lost('Row_1', heldByBo);
    await session.handOver();
    expect(session.get()).toMatchObject({ current: { rowId: 'Row_1' }, problem: { unreached: true } });
    expect(browser.find('Row_1')?.values).toEqual({ note: 'For Bo' });
  });
});
