import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Socket } from 'node:net';
import { isAlive } from './lock.ts';

// Waits for its input to end, which happens when the process that holds the other end is gone, however it went. Then
// ends Postgres (third argument) unless another process is still listed (first: the folder, second: our own entry).
const watch = `read _
rm -f "$1/$2"
for user in "$1"/*; do name=\${user##*/}; kill -0 "\${name%%-*}" 2>/dev/null && exit 0; done
kill -INT "$3" 2>/dev/null`;

let count = 0;

/** One process's use of a running Postgres. The last to leave turns off the light. */
export class Seat {
  private readonly name = `${process.pid}-${++count}`;
  private readonly watcher: ChildProcess;

  constructor(
    private readonly folder: string,
    postgres: number,
  ) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, this.name), '');
    this.watcher = spawn('sh', ['-c', watch, 'docket-watch', folder, this.name, String(postgres)], {
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
      detached: true,
    });
    this.watcher.unref();
    (this.watcher.stdin as Socket).unref();
  }

  /** True when nobody else is left. */
  leave(): boolean {
    this.watcher.kill();
    rmSync(join(this.folder, this.name), { force: true });
    return readdirSync(this.folder).every((name) => !isAlive(Number(name.split('-')[0])));
  }
}

/** For when Postgres was just started: nobody used it before. */
export const clearSeats = (folder: string): void => rmSync(folder, { recursive: true, force: true });
