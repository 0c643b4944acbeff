import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readConfig } from './config.ts';
import { program, stopWithProcess } from './program.ts';
import { provideDatabase } from './provide-database.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What `npm run dev` does: the database in this process, so that it stays while the server comes and goes; the server
 * again at every change of what it imports; the page by Vite, which hands the API's paths on to the server.
 */
export const develop = (env: Record<string, string | undefined> = process.env): Promise<void> =>
  program(async () => {
    const database = await provideDatabase(env);
    const { port } = readConfig({ ...env, DATABASE_URL: database.url });
    const ours = { ...env, DATABASE_URL: database.url, DOCKET_SECRET: env.DOCKET_SECRET || database.secret, PORT: String(port) };
    const pagePort = Number(env.DOCKET_PAGE_PORT ?? port + 1);
    const children = [
      run(['--watch', '--watch-preserve-output', '--import', import.meta.resolve('./bin/typescript.mjs'), folder('./dev-server.ts')], {
        ...ours,
        // The page comes from another port here.
        DOCKET_ORIGINS: env.DOCKET_ORIGINS || `http://localhost:${pagePort},http://127.0.0.1:${pagePort}`,
      }),
      run(
        [folder('../client/node_modules/vite/bin/vite.js')],
        {
          ...ours,
          DOCKET_API: `http://127.0.0.1:${port}`,
          DOCKET_PAGE_PORT: String(pagePort),
        },
        folder('../client'),
      ),
    ];
    stopWithProcess(async () => {
      // The database goes last, when nobody uses it any more.
      await Promise.all(children.map(end));
      await database.stop();
    });
    console.log(`The page, reloading: http://localhost:${pagePort}   The API: http://localhost:${port}/graphql`);
  });

function run(args: string[], env: NodeJS.ProcessEnv, cwd = folder('..')): ChildProcess {
  // In a group of its own: Ctrl-C comes to us alone, and each is told once.
  return spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
