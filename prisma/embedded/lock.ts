import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../problem.ts';

/** Whether a process of this id runs. One of another user does too, though we may not signal it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

// Which are ours: in a container a process often gets the id that its dead forerunner had.
const held = new Set<string>();
// Postgres has a lock of its own, so that taking one over wrongly does no harm.
const longestStart = 60_000;

/** Runs `work` while no other process does so under the same file. The lock of a process that died is taken over. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!take(file)) await sleep(50);
  held.add(file);
  try {
    return await work();
  } finally {
    held.delete(file);
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw new Problem(`The data folder cannot be written to: ${message}.`, { cause: error });
  }
  if (isStale(file)) rmSync(file, { force: true });
  return false;
}

function isStale(file: string): boolean {
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    if (Date.now() - statSync(file).mtimeMs > longestStart) return true;
    // Empty while it is just being written.
    if (holder === 0) return false;
    return holder === process.pid ? !held.has(file) : !isAlive(holder);
  } catch {
    // Just given back.
    return false;
  }
}
