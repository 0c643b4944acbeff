import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface Command {
  /** Everything that it has written so far. */
  said(): string;
  /** Waits until it has written this. Fails when it ends before. */
  says(text: string): Promise<void>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Its exit code, once it has ended; null when a signal ended it. */
  ended: Promise<number | null>;
}

/** Runs one of the workspace's commands, for example `server/bin/start.mjs`, as npm does. */
export function command(path: string, { args = [], env = {} }: { args?: string[]; env?: Record<string, string> } = {}): Command {
  const { DATABASE_URL: _ours, NODE_ENV: _test, VITEST: _vitest, ...inherited } = process.env;
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { cwd: root, env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    said: () => said,
    async says(text) {
      let over = false;
      void ended.then(() => (over = true));
      while (!said.includes(text)) {
        if (over) throw new Error(`It ended without saying “${text}”:\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async end(signal) {
      child.kill(signal);
      return ended;
    },
    ended,
  };
}

/** A port that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
