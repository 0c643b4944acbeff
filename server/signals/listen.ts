import pg from 'pg';
import type { Log } from '../log.ts';

interface Listen {
  url: string;
  log: Log;
  onNotice: (text: string) => void;
  /** Called after a lost connection was made again: what was said in between is lost. */
  onGap: () => void;
}

const beat = 15_000;

/** Keeps one connection that listens. Lost, it is made again after 0.1 s, then 0.2 s, up to 5 s. A beat every 15 s finds
 * a connection that died without a word (a firewall that forgot it, a machine that is gone). */
export async function listen({ url, log, onNotice, onGap }: Listen): Promise<{ stop(): Promise<void> }> {
  let stopped = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'docket listen',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    });
    let lost = false;
    const lose = (error?: Error) => {
      if (lost) return;
      lost = true;
      clearInterval(beating);
      void next.end().catch(() => undefined);
      if (client !== next || stopped) return;
      client = null;
      log.warn({ err: error }, 'the connection that listens was lost');
      retry(100);
    };
    const beating = setInterval(() => next.query('SELECT 1').catch(lose), beat);
    beating.unref();
    next.on('error', lose);
    next.on('end', () => lose());
    next.on('notification', ({ payload }) => onNotice(payload ?? ''));
    try {
      await next.connect();
      await next.query('LISTEN docket');
      client = next;
    } catch (error) {
      lose();
      throw error;
    }
    if (stopped) lose();
  }

  function retry(wait: number): void {
    timer = setTimeout(
      () => {
        if (stopped) return;
        connect().then(onGap, () => retry(Math.min(wait * 2, 5_000)));
      },
      wait * (0.5 + Math.random()),
    );
  }

  await connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
