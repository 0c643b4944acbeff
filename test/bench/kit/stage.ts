import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@docket/prisma/database.ts';
import { type Embedded, startEmbedded } from '@docket/prisma/embedded.ts';
import type { Settings } from '@docket/prisma/embedded/settings.ts';
import { migrate } from '@docket/prisma/migrate.ts';
import { hashSecret } from '@docket/server/accounts.ts';
import type { Usage } from '../../kit/usage.ts';
import { type Process, startBareServer, startLoadClient, startProcess } from './start-process.ts';

export interface ServerProcess {
  url: string;
  pid: number;
  /** With `gc`, memory is read after collecting; for servers that were started with `exposeGc`. */
  usage(how?: { gc?: boolean }): Promise<Usage>;
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

export interface Stage {
  db: Database;
  url: string;
  /** Starts one more server, in a process of its own. */
  server(env?: Record<string, string>, options?: { exposeGc?: boolean }): Promise<ServerProcess>;
  /** Starts a process that makes load; what it can be asked for stands in load-client.ts. */
  client(): Promise<Process>;
  /** Starts a bare `ws` server; what it does stands in bare-server.ts. */
  bareServer(): Promise<ServerProcess>;
  /** So many reviewers of the project, by their session's secret. */
  reviewers(count: number): Promise<string[]>;
  projectId: number;
  stop(): Promise<void>;
}

/** A Postgres of its own with the product's settings, and a project. Servers and load clients are processes of their own;
 * the bare SQL that ours is measured against runs in this one. */
export async function openStage({ settings }: { settings?: Settings } = {}): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'docket-bench-'));
  const postgres: Embedded = await startEmbedded({ dataDir, settings });
  await migrate(postgres.url);
  const db = openDatabase({ url: postgres.url, poolSize: 16, statementTimeout: 0 });
  const project = await db.prisma.project.create({ data: { slug: 'bench', name: 'Bench' } });
  const processes: Process[] = [];
  const started = async (starting: Promise<Process>): Promise<Process> => {
    const one = await starting;
    processes.push(one);
    return one;
  };
  let stopped: Promise<void> | null = null;
  async function stop(): Promise<void> {
    for (const signal of signals) process.off(signal, interrupted);
    // Load first: nobody has to come back to a server that is stopping.
    for (const one of processes.toReversed()) await one.stop();
    await db.close();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }

  const stage: Stage = {
    db,
    url: postgres.url,
    projectId: project.id,
    server: async (env = {}, options = {}) =>
      asServer(
        await started(
          startProcess('../../kit/server-process.ts', {
            env: {
              NODE_ENV: 'production',
              DATABASE_URL: postgres.url,
              PORT: '0',
              DOCKET_LOG_LEVEL: 'error',
              DOCKET_CLAIMS_PER_PERSON: '0',
              DOCKET_POOL_SIZE: '8',
              ...env,
            },
            ...options,
          }),
        ),
      ),
    client: () => started(startLoadClient()),
    bareServer: async () => asServer(await started(startBareServer())),
    async reviewers(count) {
      const secrets = Array.from({ length: count }, (_, n) => `bench-secret-${n}`);
      await db.pool.query(
        `WITH u AS (INSERT INTO "user" (email, name, password_hash) SELECT 'r' || n || '@bench', 'Reviewer ' || n, 'none' FROM generate_series(1, $1) n RETURNING id),
           m AS (INSERT INTO member (project_id, user_id, role) SELECT $2, id, 'REVIEWER' FROM u)
         INSERT INTO session (user_id, secret_hash, expires_at)
         SELECT id, ($3::text[])[row_number() OVER (ORDER BY id)], now() + interval '1 day' FROM u`,
        [count, project.id, secrets.map(hashSecret)],
      );
      return secrets;
    },
    stop: () => (stopped ??= stop()),
  };
  // A million rows are not left behind when somebody has seen enough.
  const interrupted = () => void stage.stop().finally(() => process.exit(130));
  for (const signal of signals) process.once(signal, interrupted);
  return stage;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

const asServer = ({ child, ready, ask, stop, kill }: Process): ServerProcess => ({
  url: ready.url,
  pid: child.pid!,
  usage: (how) => ask('usage', how),
  stop,
  kill,
});
