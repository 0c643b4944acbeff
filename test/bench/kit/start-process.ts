import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Ask, asker } from '../../kit/ask.ts';
import { runsTypeScript } from '../../kit/typescript.ts';

export interface Process {
  child: ChildProcess;
  /** The first message that it sent. */
  ready: { url: string };
  ask: Ask;
  /** Tells it to stop, and waits. */
  stop(): Promise<void>;
  /** Kills it as a crash would. */
  kill(): Promise<void>;
}

export interface StartProcess {
  env?: Record<string, string>;
  /** Memory can be read after collecting. */
  exposeGc?: boolean;
}

/** Runs a TypeScript file of the tests, named from this folder, in a process of its own until it says that it is ready.
 * With DOCKET_BENCH_PROFILES set to a folder, each process leaves a CPU profile there when it is told to stop. */
export async function startProcess(file: string, { env = {}, exposeGc = false }: StartProcess = {}): Promise<Process> {
  const profiles = process.env.DOCKET_BENCH_PROFILES;
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: { ...process.env, ...env },
    execArgv: [...runsTypeScript, ...(exposeGc ? ['--expose-gc'] : []), ...(profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [])],
    // Typed arrays go through as they are, and a million samples as one block.
    serialization: 'advanced',
  });
  const [ready] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`${file} ended with code ${code} before it was ready.`))),
  ])) as [{ url: string }];
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return { child, ready, ask: asker(child), stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

/** A process that makes load: what it can be asked for stands in load-client.ts. */
export const startLoadClient = (): Promise<Process> => startProcess('./load-client.ts');

/** A bare `ws` server to measure ours against. */
export const startBareServer = (): Promise<Process> => startProcess('./bare-server.ts', { exposeGc: true });
