import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '../kit/command.ts';
import { openProxy, type Proxy } from './proxy.ts';
import { runsTypeScript } from '../kit/typescript.ts';

const program = fileURLToPath(new URL('../kit/server-process.ts', import.meta.url));
const clock = new URL('./clock.mjs', import.meta.url).href;

/** One server process behind its network; the process may be another one every minute, the address stays. */
export interface SoakServer {
  /** As clients reach it. */
  proxy: Proxy;
  /** When a process ended that nobody had ended, and how. */
  surprises: string[];
  start(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Ends the process; by SIGTERM it drains. Resolves when it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  jump(milliseconds: number): void;
  isReady(): Promise<boolean>;
  /** Memory in bytes; 0 while it is away. */
  rss(): number;
  close(): Promise<void>;
}

export async function makeServer(env: Record<string, string>, log: (line: string) => void): Promise<SoakServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const proxy = await openProxy(url);
  const surprises: string[] = [];
  let child: ChildProcess | null = null;
  let expected = false;

  async function start(): Promise<void> {
    expected = false;
    const started = fork(program, {
      env: { ...process.env, ...env, PORT: String(port) },
      execArgv: [...runsTypeScript, '--import', clock],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child = started;
    let words = '';
    for (const stream of [started.stdout!, started.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        log(chunk.toString());
        words = (words + chunk.toString()).slice(-2_000);
      });
    }
    started.once('close', (code, signal) => {
      if (child === started) child = null;
      if (!expected) surprises.push(`${new Date().toISOString()} a server ended by itself with ${signal ?? code}: ${words.slice(-500)}`);
    });
    await Promise.race([once(started, 'message'), once(started, 'close')]);
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (!child) return;
    expected = true;
    const ended = once(child, 'close');
    child.kill(signal);
    const [code] = (await ended) as [number | null];
    if (signal === 'SIGTERM' && code !== 0) surprises.push(`a server that was told to stop ended with ${code}`);
  }

  return {
    proxy,
    surprises,
    start,
    signal: (signal) => void child?.kill(signal),
    end,
    jump: (milliseconds) => void (child?.connected && child.send({ clock: milliseconds })),
    isReady: () =>
      fetch(`${url}/ready`, { signal: AbortSignal.timeout(3_000) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    rss() {
      try {
        const pages = Number(readFileSync(`/proc/${child!.pid}/statm`, 'utf8').split(' ')[1]);
        return pages * 4096;
      } catch {
        return 0;
      }
    },
    async close() {
      child?.kill('SIGCONT');
      await end('SIGTERM');
      await proxy.close();
    },
  };
}
