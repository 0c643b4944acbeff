import type { Signals } from './signals.ts';
import { Mailbox } from './mailbox.ts';

/** One tab of somebody who has a dataset open. */
export interface Present {
  clientId: string;
  userId: number;
  rowId: number | null;
  since: string;
}

/** Who is where, over all processes. Kept in memory alone: what is lost with a process is over with its sockets. */
export interface PresenceBoard {
  /** Being here: from now until the iterator is closed. Tells everybody who is here, at once and at each change. */
  watch(datasetId: number, who: { clientId: string; userId: number }): AsyncIterableIterator<Present[]>;
  /** Which row a tab has open. The process that has the tab takes note. */
  openRow(datasetId: number, who: { clientId: string; userId: number; rowId: number | null }): void;
  stop(): void;
}

/** Each process tells who is at its sockets this often; one that has not for three times as long is gone. In milliseconds. */
const tellEvery = 5000;
const forgetAfter = 3 * tellEvery;

interface Heard {
  at: number;
  clients: Present[];
}

/** A tab's own name is its own: nobody else's tab of the same name is meant. */
const keyOf = ({ clientId, userId }: { clientId: string; userId: number }): string => `${userId}/${clientId}`;

export function makePresence({ signals, processId }: { signals: Signals; processId: string }): PresenceBoard {
  /** Tabs at this process's sockets, by dataset. */
  const here = new Map<number, Map<string, Present>>();
  /** What other processes told last, by dataset and process. */
  const elsewhere = new Map<number, Map<string, Heard>>();
  const watchers = new Map<number, Set<Mailbox<Present[]>>>();

  const all = (datasetId: number): Present[] =>
    [...(here.get(datasetId)?.values() ?? []), ...[...(elsewhere.get(datasetId)?.values() ?? [])].flatMap((heard) => heard.clients)].sort(
      (a, b) => a.since.localeCompare(b.since) || a.clientId.localeCompare(b.clientId),
    );
  const show = (datasetId: number): void => {
    const list = all(datasetId);
    for (const watcher of watchers.get(datasetId) ?? []) watcher.put(list);
  };
  const tell = (datasetId: number): void => {
    signals.send('presence', { from: processId, datasetId, clients: [...(here.get(datasetId)?.values() ?? [])] });
  };

  const offPresence = signals.on('presence', ({ from, datasetId, clients }) => {
    if (from === processId) return;
    const heard = elsewhere.get(datasetId) ?? new Map<string, Heard>();
    const isNew = !heard.has(from);
    elsewhere.set(datasetId, heard.set(from, { at: Date.now(), clients }));
    if (clients.length === 0) heard.delete(from);
    // Who has just come to a dataset must hear who was there before.
    else if (isNew && here.get(datasetId)?.size) tell(datasetId);
    show(datasetId);
  });
  const offOpen = signals.on('openRow', ({ datasetId, clientId, userId, rowId }) => {
    const client = here.get(datasetId)?.get(keyOf({ clientId, userId }));
    if (!client || client.rowId === rowId) return;
    client.rowId = rowId;
    tell(datasetId);
    show(datasetId);
  });
  const timer = setInterval(() => {
    for (const [datasetId, clients] of here) if (clients.size > 0) tell(datasetId);
    for (const [datasetId, heard] of elsewhere) {
      const gone = [...heard].filter(([, { at }]) => Date.now() - at > forgetAfter);
      for (const [process] of gone) heard.delete(process);
      if (gone.length > 0) show(datasetId);
    }
  }, tellEvery);
  timer.unref();

  return {
    watch(datasetId, { clientId, userId }) {
      const mailbox = new Mailbox<Present[]>(
        (_, next) => next,
        () => {
          watchers.get(datasetId)?.delete(mailbox);
          if (here.get(datasetId)?.get(key) === me) here.get(datasetId)!.delete(key);
          tell(datasetId);
          show(datasetId);
        },
      );
      const key = keyOf({ clientId, userId });
      const me: Present = { clientId, userId, rowId: null, since: new Date().toISOString() };
      here.set(datasetId, (here.get(datasetId) ?? new Map<string, Present>()).set(key, me));
      watchers.set(datasetId, (watchers.get(datasetId) ?? new Set()).add(mailbox));
      tell(datasetId);
      show(datasetId);
      return mailbox;
    },
    openRow(datasetId, who) {
      signals.send('openRow', { datasetId, ...who });
    },
    stop() {
      clearInterval(timer);
      offPresence();
      offOpen();
      for (const [datasetId, clients] of here) {
        if (clients.size === 0) continue;
        clients.clear();
        tell(datasetId);
      }
    },
  };
}
