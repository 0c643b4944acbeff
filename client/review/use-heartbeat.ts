import { useEffect } from 'react';
import type { ReviewRow } from './review-row.ts';
import type { ReviewSession } from './review-session.ts';
import type { ServerClock } from './server-clock.ts';

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

/**
 * Keeps the claims alive while somebody works: renewed at a third of their life, as long as the page is visible and
 * there was a sign of life within the last claim's time. Whoever walks away loses the row; whoever comes back in time,
 * by any key or touch, keeps it.
 */
export function useHeartbeat(session: ReviewSession<ReviewRow> | undefined, clock: ServerClock | undefined, claimSeconds: number) {
  useEffect(() => {
    if (!session || !clock) return undefined;
    let alive = Date.now();
    let renewing = false;
    const patience = claimSeconds * 1000;

    async function renew() {
      if (renewing || document.visibilityState === 'hidden') return;
      renewing = true;
      await session?.renew();
      renewing = false;
    }
    const left = () => (session.get().current?.expiresAt ?? Infinity) - clock.now();
    // What ran out cannot be prolonged: asking then tells who has the row now.
    const beat = () => {
      if (Date.now() - alive < patience || left() <= 0) void renew();
    };
    const sign = () => {
      alive = Date.now();
      if (left() < patience / 3) void renew();
    };
    const seen = () => {
      if (document.visibilityState === 'visible') sign();
    };

    // A page that was loaded again took back claims that are about to run out.
    const soon = setTimeout(beat, 2000);
    const timer = setInterval(beat, Math.max(1000, Math.min(60_000, patience / 3)));
    for (const name of signs) addEventListener(name, sign, { passive: true, capture: true });
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
      for (const name of signs) removeEventListener(name, sign, { capture: true });
      document.removeEventListener('visibilitychange', seen);
    };
  }, [session, clock, claimSeconds]);
}
