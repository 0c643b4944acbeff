import type { Signals } from '../feed/signals.ts';
import { Mailbox } from '../feed/mailbox.ts';

/** That spans have come. A hint: a screen that cares reads its list again. */
export interface SpansImported {
  /** How many came since the last message; 0 after a gap in which some may have come. */
  count: number;
  at: Date;
}

/** Tells of spans that came into a project: the first at once, those within `everyMs` after it together. */
export function watchImports(
  signals: Signals,
  { projectId, everyMs = 250 }: { projectId: number; everyMs?: number },
): AsyncIterableIterator<SpansImported> {
  let gathered: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  const mailbox = new Mailbox<SpansImported>(
    (waiting, next) => ({ count: waiting.count + next.count, at: next.at }),
    () => {
      clearTimeout(timer);
      for (const stop of listening) stop();
    },
  );
  const flush = (): void => {
    timer = undefined;
    if (gathered === null) return;
    mailbox.put({ count: gathered, at: new Date() });
    gathered = null;
    timer = setTimeout(flush, everyMs);
  };
  const hear = (count: number): void => {
    gathered = (gathered ?? 0) + count;
    if (!timer) flush();
  };
  const listening = [
    signals.on('spans', (told) => {
      if (told.projectId === projectId) hear(told.count);
    }),
    signals.onGap(() => hear(0)),
  ];
  return mailbox;
}
