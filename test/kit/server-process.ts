import { configOrExit } from '@docket/server/config.ts';
import { program, stopWithProcess } from '@docket/server/program.ts';
import { bringUpToDate } from '@docket/server/provide-database.ts';
import { startServer } from '@docket/server/serve.ts';
import { answerParent } from './ask.ts';
import { readUsage } from './usage.ts';

// One server in a process of its own, for tests in which processes must be real. Lives and dies as `npm start` does.
answerParent({ usage: readUsage });
await program(async () => {
  const config = configOrExit();
  const leaving = new AbortController();
  const prepare = process.env.DOCKET_TEST_MIGRATE ? () => bringUpToDate(config.databaseUrl) : undefined;
  const starting = startServer(config, { signal: leaving.signal, prepare });
  const stop = async () => {
    leaving.abort();
    await starting.then(
      (server) => server.stop(),
      () => undefined,
    );
  };
  stopWithProcess(stop);
  process.once('disconnect', () => void stop().then(() => process.exit(0)));
  const server = await starting.catch((error: unknown) => {
    if (leaving.signal.aborted) return null;
    throw error;
  });
  if (server) process.send?.({ url: server.url });
});
