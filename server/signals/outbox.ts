import { survive } from '@docket/prisma/database.ts';
import type { SignalName, SignalPayloads } from '@docket/schema/feed/signals.ts';
import pg from 'pg';
import type { Log } from '../log.ts';
import { type Notice, pack } from './wire.ts';

/** What waits to be sent. The first goes out at once; what comes while it is on its way goes together after it, and what
 * says the same as something that waits already is said once. */
export function makeOutbox({ url, processId, log }: { url: string; processId: string; log: Log }) {
  // A connection of its own: a hint must not queue behind the statements of a busy pool.
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    application_name: 'docket signals',
    query_timeout: 5_000,
    connectionTimeoutMillis: 5_000,
  });
  survive(pool);
  let waiting = new Map<string, Notice>();
  let sending: Promise<void> | null = null;
  let sequence = 0;

  async function send(): Promise<void> {
    // After this tick, so that what one tick says goes together.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.size > 0) {
      const notices = [...waiting.values()];
      waiting = new Map();
      try {
        await pool.query({
          name: 'notify',
          text: `SELECT pg_notify('docket', text) FROM unnest($1::text[]) text`,
          values: [pack(processId, notices)],
        });
      } catch (error) {
        // They are hints: whoever needs to know looks for itself before long.
        log.warn({ err: error, lost: notices.length }, 'signals were not sent');
      }
    }
    sending = null;
  }

  return {
    add<N extends SignalName>(name: N, payload: SignalPayloads[N]): void {
      const notice = [name, payload] as Notice;
      const key = keyOf(notice) ?? `${++sequence}`;
      const before = waiting.get(key);
      waiting.set(key, before ? joined(before, notice) : notice);
      sending ??= send();
    },
    async stop(): Promise<void> {
      await sending;
      await pool.end();
    },
  };
}

/** Notices with the same key are told once. */
function keyOf([name, payload]: Notice): string | null {
  switch (name) {
    case 'dataset':
    case 'structure':
      return `${name} ${payload.datasetId}`;
    case 'spans':
      return `spans ${payload.projectId}`;
    case 'progress':
      return `progress ${payload.id}`;
    case 'presence':
      return `presence ${payload.datasetId}`;
    case 'openRow':
      return `openRow ${payload.datasetId} ${payload.clientId}`;
    case 'prompt':
      return `prompt ${payload.promptId}`;
    case 'evaluator':
      return `evaluator ${payload.evaluatorId}`;
    case 'evaluation':
      return `evaluation ${payload.evaluationId}`;
    case 'spanEvaluator':
      return `spanEvaluator ${payload.spanEvaluatorId}`;
    case 'rowEvaluator':
      return `rowEvaluator ${payload.rowEvaluatorId}`;
    case 'deployment':
      return `deployment ${payload.environmentId}`;
    case 'access':
      return null;
  }
}

/** The later one, with the spans of both. */
const joined = (before: Notice, later: Notice): Notice =>
  before[0] === 'spans' && later[0] === 'spans' ? ['spans', { ...later[1], count: before[1].count + later[1].count }] : later;
