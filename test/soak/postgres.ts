import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Embedded, startEmbedded } from '@docket/prisma/embedded.ts';

/** A Postgres of the soak's own that comes back by itself when it is killed, as `npm start` has it. */
export interface SoakPostgres {
  url: string;
  /** The postmaster and all its children; empty while it is away. */
  processes(): number[];
  /** Fills its disk to the last byte, or gives the room back; null where there is no small disk. */
  fillDisk: ((full: boolean) => void) | null;
  stop(): Promise<void>;
}

const settings = {
  // The machine does not die here: what a killed Postgres had handed to the system is there afterwards.
  fsync: 'off',
  // What was acknowledged has to survive the killing.
  synchronous_commit: 'on',
  shared_buffers: '128MB',
  max_connections: 80,
  // A disk that can be filled in a second.
  min_wal_size: '32MB',
  max_wal_size: '64MB',
};

export async function startPostgres({ diskMegabytes, log }: { diskMegabytes: number; log: (line: string) => void }): Promise<SoakPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'docket-soak-'));
  // The user who runs Postgres for root has to get there.
  chmodSync(folder, 0o755);
  const disk = mountSmallDisk(folder, diskMegabytes);
  const embedded: Embedded = await startEmbedded({ dataDir: join(folder, 'postgres'), settings, keepAlive: true, log });
  const ballast = join(folder, 'ballast');

  function processes(): number[] {
    let postmaster: number;
    try {
      postmaster = Number(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
    } catch {
      return [];
    }
    return [postmaster, ...childrenOf(postmaster)];
  }

  return {
    url: embedded.url,
    processes,
    fillDisk: disk
      ? (full) => {
          if (!full) return rmSync(ballast, { force: true });
          for (const size of [1 << 20, 1 << 12]) {
            try {
              for (;;) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
            } catch {
              // Full, but for what a smaller piece may still take.
            }
          }
        }
      : null,
    async stop() {
      for (const pid of processes()) signal(pid, 'SIGCONT');
      await embedded.stop();
      if (disk) execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Needs root and a system that lets it mount; false where that cannot be had. */
function mountSmallDisk(folder: string, megabytes: number): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Linux alone tells it so; elsewhere the postmaster stands for all. */
export function childrenOf(parent: number): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}
