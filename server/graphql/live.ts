import { includes } from '@docket/schema/access/require-role.ts';
import type { Viewer } from '@docket/schema/access/viewer.ts';
import type { SignalPayloads, Signals } from '@docket/schema/feed/signals.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Credential, Sessions } from '../sessions.ts';

/** Why a connection is ended: who it was is nobody any more; they may less than when they came, and can come back with
 * what is left to them; or the process stops, and they can come back to another. */
export type Ending = 'signed-out' | 'rights-changed' | 'stopping';

/** One connection that stays: a socket, or an event stream over HTTP. */
export interface Seat {
  /** As of now; what is executed for an event asks as this one. */
  readonly viewer: Viewer;
  leave(): void;
}

export interface Live {
  /** Null when this person, or this process, has as many as may be. */
  join(credential: Credential, viewer: Viewer, end: (why: Ending) => void): Seat | null;
  stop(): void;
}

const recheckEvery = 30_000;

interface Held extends Seat {
  viewer: Viewer;
  credential: Credential;
  end: (why: Ending) => void;
}

/** Everybody who is connected to this process. Rights are looked at again when they change (within milliseconds, by the
 * `access` signal), when a signal may have been missed, and every 30 s, which is how a session that runs out is noticed. */
export function makeLive(
  { sessions, signals, log }: { sessions: Sessions; signals: Signals; log: Log },
  { sockets: bounds }: Pick<Config, 'sockets'>,
): Live {
  const seats = new Set<Held>();
  const perPerson = new Map<number, number>();

  async function recheck(seat: Held): Promise<void> {
    try {
      const viewer = await sessions.viewerOf(seat.credential);
      if (!seats.has(seat)) return;
      if (!viewer) seat.end('signed-out');
      else if (mayLess(seat.viewer, viewer)) seat.end('rights-changed');
      else seat.viewer = viewer;
    } catch (error) {
      log.warn({ err: error }, 'rights could not be checked');
      // Better to make them come back than to show them what they may not see any more.
      seat.end('rights-changed');
    }
  }

  const concerns = ({ userId, sessionId, tokenId }: SignalPayloads['access'], { id, via }: Viewer) =>
    userId === id || (via.kind === 'session' ? sessionId === via.id : tokenId === via.id);

  const stopListening = [
    signals.on('access', (change) => {
      for (const seat of seats) if (concerns(change, seat.viewer)) void recheck(seat);
    }),
    signals.onGap(() => {
      for (const seat of seats) void recheck(seat);
    }),
  ];
  let checking = false;
  const timer = setInterval(async () => {
    if (checking) return;
    checking = true;
    for (const seat of seats) await recheck(seat);
    checking = false;
  }, recheckEvery);
  timer.unref();

  return {
    join(credential, viewer, end) {
      const held = perPerson.get(viewer.id) ?? 0;
      if (held >= bounds.perPerson || seats.size >= bounds.most) return null;
      perPerson.set(viewer.id, held + 1);
      const seat: Held = {
        credential,
        viewer,
        end,
        leave() {
          if (!seats.delete(seat)) return;
          const left = (perPerson.get(viewer.id) ?? 1) - 1;
          if (left > 0) perPerson.set(viewer.id, left);
          else perPerson.delete(viewer.id);
        },
      };
      seats.add(seat);
      return seat;
    },
    stop() {
      clearInterval(timer);
      for (const stop of stopListening) stop();
      for (const seat of [...seats]) seat.end('stopping');
    },
  };
}

const mayLess = (before: Viewer, now: Viewer): boolean =>
  [...before.roles].some(([projectId, role]) => !includes(now.roles.get(projectId), role));
