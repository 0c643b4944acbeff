import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import { connectionState, onConnection } from '../graphql/connection.ts';
import { randomId } from '../presence/client-id.ts';
import { keptTyping } from './kept-typing.ts';
import { reviewApi, type ReviewWhere } from './review-api.ts';
import type { ReviewRow } from './review-row.ts';
import { reviewSession, type ReviewSession } from './review-session.ts';
import { initialReview } from './review-state.ts';
import { serverClock, type ServerClock } from './server-clock.ts';
import { holdRow, rememberTokens } from './own-claims.ts';

interface Told {
  onFilled: (rowId: string, waits: boolean, undo: () => void) => void;
  onUndone: (rowId: string, openAgain: boolean) => void;
  onNotice: (message: string) => void;
}

export interface Review {
  session: ReviewSession<ReviewRow>;
  clock: ServerClock;
}

const waiting = initialReview<ReviewRow>();
const nothing = () => () => undefined;

/** Starts a sitting for a place of work (dataset, slice, filter), and ends it, letting go of its claims, when that is left. */
export function useReview(where: Omit<ReviewWhere, 'before'>, told: Told) {
  const client = useClient();
  const [review, setReview] = useState<Review | null>(null);
  const [round, setRound] = useState(0);
  const key = JSON.stringify(where);
  const onFilled = useEffectEvent(told.onFilled);
  const onUndone = useEffectEvent(told.onUndone);
  const onNotice = useEffectEvent(told.onNotice);

  useEffect(() => {
    const place = JSON.parse(key) as Omit<ReviewWhere, 'before'>;
    const memory = `docket:review:${place.datasetId}:${JSON.stringify(place.from)}`;
    const clock = serverClock();
    const api = reviewApi(client, { ...place, before: sessionStorage.getItem(memory) }, clock);
    const kept = keptTyping(place.me);
    kept.tidy();
    const session: ReviewSession<ReviewRow> = reviewSession({
      api,
      kept,
      now: Date.now,
      newKey: randomId,
      onUndone,
      onNotice,
      onFilled: (rowId, waits) => onFilled(rowId, waits, () => void session.undo()),
    });
    const forgetConnection = followConnection(session);
    const locks = new Map<string, () => void>();
    const forgetRows = session.subscribe(() => {
      const { current, ahead } = session.get();
      const held = new Set([current, ...ahead].flatMap((open) => (open ? [open.rowId] : [])));
      for (const rowId of held) if (!locks.has(rowId)) locks.set(rowId, holdRow(rowId));
      for (const [rowId, letGo] of locks) if (!held.has(rowId) && locks.delete(rowId)) letGo();
      rememberTokens([current, ...ahead].flatMap((open) => (open ? [open.token] : [])));
      if (current) sessionStorage.setItem(memory, current.rowId);
    });
    const end = () => session.leave();
    const close = () => session.leave(true);
    const back = ({ persisted }: PageTransitionEvent) => persisted && setRound((before) => before + 1);
    addEventListener('pagehide', close);
    addEventListener('pageshow', back);
    setReview({ session, clock });
    void session.start();
    return () => {
      removeEventListener('pagehide', close);
      removeEventListener('pageshow', back);
      forgetConnection();
      forgetRows();
      end();
      for (const letGo of locks.values()) letGo();
    };
  }, [client, key, round]);

  const state = useSyncExternalStore(review?.session.subscribe ?? nothing, () => review?.session.get() ?? waiting);
  return { review, state };
}

/** A dropped socket is no reason to stop: requests may still get through. Only a browser without a network is offline. */
function followConnection(session: ReviewSession<ReviewRow>): () => void {
  const told = () => {
    session.connection(connectionState() !== 'offline');
    if (connectionState() === 'online') void session.resync();
  };
  session.connection(connectionState() !== 'offline');
  return onConnection(told);
}
