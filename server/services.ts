import { randomUUID } from 'node:crypto';
import { openDatabase } from '@docket/prisma/database.ts';
import type { Services } from '@docket/schema/context.ts';
import { tendEvaluations } from '@docket/schema/evaluations/tend-evaluations.ts';
import { makeFeed } from '@docket/schema/feed/feed.ts';
import { makePresence } from '@docket/schema/feed/presence.ts';
import { makeQueueWrites } from '@docket/schema/queue/queue-writes.ts';
import { tendQueues } from '@docket/schema/queue/tend-queues.ts';
import { tendRowEvaluators } from '@docket/schema/row-evaluators/tend-row-evaluators.ts';
import { tendSpanEvaluators } from '@docket/schema/span-scores/tend-span-evaluators.ts';
import { makeModelCalls } from '@docket/schema/models/model-calls.ts';
import { makeAccounts } from './accounts.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { makeModelPort } from './models/model-port.ts';
import { makeSandbox } from './sandbox/sandbox.ts';
import { makeSecrets } from './secrets.ts';
import { makeGuardedFetch } from './outbound/guarded-fetch.ts';
import { makeHttpCaller } from './outbound/http-caller.ts';
import { openSignals } from './signals.ts';
import { waitFor } from './stopping.ts';

export interface OpenServices extends Services {
  close(): Promise<void>;
}

/** Everything that one process has one of, connected. Throws when the database cannot be reached. */
export async function openServices(config: Config, log: Log): Promise<OpenServices> {
  const { limits } = config;
  const processId = randomUUID();
  const db = openDatabase({
    url: config.databaseUrl,
    poolSize: config.poolSize,
    statementTimeout: config.statementTimeout,
    lockTimeout: config.lockTimeout,
  });
  const signals = await openSignals({ url: config.databaseUrl, processId, log }).catch(async (error: unknown) => {
    await db.close();
    throw error;
  });
  const queue = makeQueueWrites({ db, signals });
  const stopTending = tendQueues({ db, queue, onError: (error) => log.error({ err: error }, 'tending the queues failed') });
  const feed = makeFeed({ db, signals, limits, onError: (error) => log.error({ err: error }, 'following a dataset failed') });
  const presence = makePresence({ signals, processId });
  const secrets = makeSecrets(config.secrets);
  const outbound = makeGuardedFetch({ allow: config.allowHosts });
  const models = makeModelCalls({ db, secrets, models: makeModelPort({ fetch: outbound.fetch }) });
  const sandbox = makeSandbox();
  const services: Services = {
    db,
    limits,
    signals,
    queue,
    feed,
    presence,
    accounts: makeAccounts(config),
    secrets,
    models,
    sandbox,
    http: makeHttpCaller({ fetch: outbound.fetch }),
  };
  const worker = config.worker
    ? tendEvaluations(services, {
        leaseSeconds: config.leaseSeconds,
        onError: (error) => log.error({ err: error }, 'an evaluation failed'),
      })
    : null;
  const spanWorker = config.worker
    ? tendSpanEvaluators(services, {
        leaseSeconds: config.leaseSeconds,
        onError: (error) => log.error({ err: error }, 'scoring spans failed'),
      })
    : null;
  const rowWorker = config.worker
    ? tendRowEvaluators(services, {
        leaseSeconds: config.leaseSeconds,
        onError: (error) => log.error({ err: error }, 'judging rows failed'),
      })
    : null;
  return {
    ...services,
    /** Writers first, then those who tell of writes, then what both need. */
    async close() {
      stopTending();
      await Promise.all([
        waitFor('evaluations under way', worker?.stop() ?? Promise.resolve()),
        waitFor('scores of spans under way', spanWorker?.stop() ?? Promise.resolve()),
        waitFor('judgements of rows under way', rowWorker?.stop() ?? Promise.resolve()),
      ]);
      await waitFor('answers to be kept', models.settled());
      await waitFor('writes under way', queue.close());
      presence.stop();
      feed.stop();
      await waitFor('the sandbox', sandbox.stop());
      await waitFor('calls to models', outbound.close());
      await waitFor('signals', signals.stop());
      await waitFor('connections to the database', db.close());
    },
  };
}
