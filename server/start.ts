import { createServer } from 'node:net';
import { Problem } from '@docket/prisma/problem.ts';
import { type Config, readConfig } from './config.ts';
import { startModelServer } from './demo/model/model-server.ts';
import { type DemoAccounts, seedDemo } from './demo/seed.ts';
import { program, stopWithProcess } from './program.ts';
import { bringUpToDate, findDatabase } from './provide-database.ts';
import { startServer } from './serve.ts';

/** What `npm start` does once everything is installed: database, demo, server, and the way in. */
export const start = (env: Record<string, string | undefined> = process.env): Promise<void> =>
  program(async () => {
    // Before anything is started: what is wrong with the configuration or the port, nothing later makes right.
    await refuseBusyPort(configFor(env, { url: 'postgresql://not-yet', secret: '' }));
    const ends: (() => Promise<void>)[] = [];
    const stop = async () => {
      console.log('\nStopping…');
      for (const end of ends.reverse()) await end();
    };
    stopWithProcess(stop);

    const models = env.DOCKET_DEMO === 'false' ? null : await startModelServer();
    if (models) ends.push(() => models.stop());
    const database = await findDatabase(env);
    ends.push(() => database.stop());
    const config = configFor(env, database);
    const leaving = new AbortController();
    const starting = startServer(models ? { ...config, allowHosts: [...config.allowHosts, models.host] } : config, {
      prepare: () => bringUpToDate(database.url),
      signal: leaving.signal,
    });
    ends.push(async () => {
      leaving.abort();
      await starting.then(
        (server) => server.stop(),
        () => undefined,
      );
    });
    try {
      const server = await starting;
      const demo = models && (await seedDemo(server.services, models));
      // Somebody's own data: nobody there asks the demo's models.
      if (!demo) await models?.stop();
      console.log(welcome(server.url, demo));
    } catch (error) {
      // Told to stop while it waited for the database: whoever stops it ends the rest.
      if (leaving.signal.aborted) return;
      for (const end of ends.splice(0).reverse()) await end();
      throw error;
    }
  });

/** Where to look and how to get in. */
function welcome(url: string, demo: DemoAccounts | null): string {
  const lines = ['', `  Docket   ${url}`, `  GraphQL  ${url}/graphql`];
  if (demo) {
    const widest = Math.max(...demo.accounts.map(({ email }) => email.length));
    lines.push('', `  Sign in to the demo as one of these, each with the password ${demo.password}:`);
    lines.push(...demo.accounts.map(({ email, name, role }) => `    ${email.padEnd(widest)}  ${name}, ${role.toLowerCase()}`));
  }
  return [...lines, '', '  Ctrl-C stops it.', ''].join('\n');
}

const configFor = (env: Record<string, string | undefined>, { url, secret }: { url: string; secret: string }): Config =>
  readConfig({ ...env, DATABASE_URL: env.DATABASE_URL || url, DOCKET_SECRET: env.DOCKET_SECRET || secret });

/** Two seconds of starting a database are wasted when the port is taken. */
function refuseBusyPort({ host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const why = code === 'EADDRINUSE' ? 'another program has it' : message;
      reject(new Problem(`Docket cannot listen on port ${port}: ${why}. Choose another, for example PORT=${port + 1} npm start.`));
    });
    probe.listen({ port, host }, () => probe.close(() => resolve()));
  });
}
