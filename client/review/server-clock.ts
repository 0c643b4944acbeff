/**
 * How far this machine's clock stands from the server's. Claims run out by the server's clock, and a laptop may be
 * minutes off. Each answer that names a moment "now" at the server is an observation; the network only ever makes
 * it look older, so the smallest difference seen is the best one.
 */
export function serverClock(localNow: () => number = Date.now) {
  let ahead = Infinity;
  return {
    /** `serverTime`: the server's clock as it made the answer, in milliseconds. */
    observe(serverTime: number) {
      ahead = Math.min(ahead, localNow() - serverTime);
    },
    /** The server's time now, as well as it is known. */
    now: () => localNow() - (Number.isFinite(ahead) ? ahead : 0),
  };
}

export type ServerClock = ReturnType<typeof serverClock>;
