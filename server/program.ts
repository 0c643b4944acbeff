import { Problem } from '@docket/prisma/problem.ts';
import { ConfigError } from './config.ts';
import { waitsFor } from './stopping.ts';

/** Tells an error to whoever started the program: as a sentence where they can act on it, otherwise with its stack. */
export function tell(error: unknown): void {
  const plain = error instanceof Problem || error instanceof ConfigError;
  console.error(plain ? error.message : error);
}

/** Runs a command's work. What it throws is told, and the process ends with code 1. */
export async function program(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    tell(error);
    process.exit(1);
  }
}

// npm passes a signal on that the terminal has given us already; what comes this soon after is the same Ctrl-C.
const sameSignal = 1_000;

// Below the half minute that orchestrators give before they kill; everything that `stop` waits for has a shorter bound of its
// own, but for a database that is frozen.
const longestStop = 25_000;

/** Calls `stop` once at Ctrl-C, a polite kill, a closed terminal or an error that nobody caught, and then ends the
 * process. A second Ctrl-C ends it at once. */
export function stopWithProcess(stop: () => Promise<void>): void {
  let since: number | null = null;
  const end = (code: number) => {
    if (since !== null) {
      if (Date.now() - since > sameSignal) process.exit(code || 130);
      return;
    }
    since = Date.now();
    setTimeout(() => {
      console.error(`Not everything ended within ${longestStop / 1000} s: leaving without ${waitsFor()}.`);
      process.exit(1);
    }, longestStop).unref();
    stop().then(
      () => process.exit(code),
      (error: unknown) => {
        tell(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(fault, (error: unknown) => {
      tell(error);
      end(1);
    });
  }
}
