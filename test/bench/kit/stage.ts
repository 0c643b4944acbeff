import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '@docket/prisma/database.ts';
import { type Embedded, startEmbedded } from '@docket/prisma/embedded.ts';
import type { Settings } from '@docket/prisma/embedded/settings.ts';
import { migrate } from '@docket/prisma/migrate.ts';
import { hashSecret } from '@docket/server/accounts.ts';

export interface Stage {
  db: Database;
  url: string;
  /** Starts one more server, in a process of its own. */
  server(env?: Record<string, string>): Promise<{ url: string; pid: number; stop(): Promise<void> }>;
  /** So many reviewers of the project, by their session's secret. */
  reviewers(count: number): Promise<string[]>;
  projectId: number;
  stop(): Promise<void>;
}

/** A Postgres of its own with the product's settings, and a project. Clients are this process; servers are others. */
export async function openStage({ settings }: { settings?: Settings } = {}): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'docket-bench-'));
  const postgres: Embedded = await startEmbedded({ dataDir, settings });
  await migrate(postgres.url);
  const db = openDatabase({ url: postgres.url, poolSize: 16, statementTimeout: 0 });
  const project = await db.prisma.project.create({ data: { slug: 'bench', name: 'Bench' } });
  const stops: (() => Promise<void>)[] = [];
  return {
    db,
    url: postgres.url,
    projectId: project.id,
    async server(env = {}) {
      const child: ChildProcess = fork(fileURLToPath(new URL('../../kit/server-process.ts', import.meta.url)), {
        env: {
          ...process.env,
          NODE_ENV: 'production',
          DATABASE_URL: postgres.url,
          PORT: '0',
          DOCKET_LOG_LEVEL: 'error',
          DOCKET_CLAIMS_PER_PERSON: '0',
          DOCKET_POOL_SIZE: '8',
          ...env,
        },
        execArgv: ['--import', 'tsx'],
      });
      const [message] = (await once(child, 'message')) as [{ url: string }];
      const stop = async (): Promise<void> => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      };
      stops.push(stop);
      return { url: message.url, pid: child.pid!, stop };
    },
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
    async stop() {
      for (const stop of stops) await stop();
      await db.close();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
