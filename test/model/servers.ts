import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../kit/command.ts';
import { runsTypeScript } from '../kit/typescript.ts';

/** Real server processes on one database that can be killed and started again where they were. */
export interface Servers {
  urls: string[];
  /** kill -9; resolves once it is gone. */
  kill(n: number): Promise<void>;
  start(n: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startServers(count: number, env: Record<string, string>): Promise<Servers> {
  const ports = await Promise.all(Array.from({ length: count }, () => freePort()));
  const children: ChildProcess[] = [];

  async function start(n: number): Promise<void> {
    const child = fork(fileURLToPath(new URL('../kit/server-process.ts', import.meta.url)), {
      env: { ...process.env, NODE_ENV: 'test', DOCKET_LOG_LEVEL: process.env.DOCKET_TEST_LOG ?? 'silent', ...env, PORT: String(ports[n]) },
      execArgv: runsTypeScript,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    children[n] = child;
    const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with code ${code} before it was up.`)));
    await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => undefined);
  }

  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  await Promise.all(ports.map((_, n) => start(n)));
  return {
    urls: ports.map((port) => `http://127.0.0.1:${port}`),
    kill: (n) => end(children[n]!, 'SIGKILL'),
    start,
    stop: async () => void (await Promise.all(children.map((child) => end(child, 'SIGTERM')))),
  };
}
