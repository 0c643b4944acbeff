import { execFileSync, spawnSync } from 'node:child_process';
import { Problem } from '../problem.ts';

/** Whom Postgres runs as; nothing where that is simply whoever we are. */
export interface OsUser {
  uid?: number;
  gid?: number;
}

/** Postgres refuses to run as root. Root therefore runs it as the system's user `postgres`, made when it is missing. */
export function postgresUser(): OsUser {
  if (process.getuid?.() !== 0) return {};
  try {
    return lookUp() ?? (create(), lookUp() ?? {});
  } catch (cause) {
    throw new Problem(
      'Postgres does not run as root, and no user `postgres` could be made to run it: start Docket as another user, or set DATABASE_URL.',
      { cause },
    );
  }
}

function lookUp(): OsUser | null {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

function create(): void {
  execFileSync('groupadd', ['--system', '--force', 'postgres'], { stdio: 'ignore' });
  execFileSync('useradd', ['--system', '--no-create-home', '--gid', 'postgres', '--shell', '/bin/sh', 'postgres'], { stdio: 'ignore' });
}

/** Whether that user gets to `path`: every folder above it has to let them through. Asked of the system itself, since
 * modes alone do not tell (access lists, read-only mounts). */
export function reaches({ uid, gid }: OsUser, path: string): boolean {
  if (uid === undefined) return true;
  return spawnSync('test', ['-x', path], { uid, gid: gid ?? uid, cwd: '/', stdio: 'ignore' }).status === 0;
}
