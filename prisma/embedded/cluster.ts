import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../problem.ts';
import type { Binaries } from './binaries.ts';
import type { DataFolder } from './folder.ts';
import { isAlive } from './lock.ts';
import type { OsUser } from './os-user.ts';
import type { Settings } from './settings.ts';

/** The superuser of the cluster, and the database that Docket uses unless told otherwise. */
export const ownName = 'docket';

// Nothing of the caller's PGHOST, PGDATA or locale gets in.
const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' });

/** Makes the cluster's files. Made aside and moved into place, so that one that was interrupted is simply made again. */
export function initialise(
  folder: DataFolder,
  { initdb, major }: Binaries,
  user: OsUser,
  { password, sync }: { password: string; sync: boolean },
): void {
  const part = `${folder.data}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { mode: 0o700 });
  const secret = `${folder.path}/password.part`;
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  for (const path of [part, secret]) if (user.uid !== undefined) chownSync(path, user.uid, user.gid ?? user.uid);
  const done = spawnSync(
    initdb,
    [
      `--pgdata=${part}`,
      `--username=${ownName}`,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--no-instructions',
      ...(sync ? [] : ['--no-sync']),
      // Text sorts by code point and folds case by Unicode, on every system alike; before 17 the system's own comes nearest.
      ...(Number(major) >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8']),
    ],
    { ...user, cwd: '/', env: environment(), encoding: 'utf8' },
  );
  rmSync(secret);
  if (done.status !== 0)
    throw new Problem(`The database could not be made in ${folder.path}: ${lastLine(done.stderr) || String(done.error)}`);
  renameSync(part, folder.data);
}

/** Refuses data that this Postgres cannot read. */
export function refuseOtherVersion(folder: DataFolder, { major }: Binaries): void {
  const version = readFileSync(`${folder.data}/PG_VERSION`, 'utf8').trim();
  if (version === major) return;
  throw new Problem(
    `The data in ${folder.path} was made by PostgreSQL ${version}, and Docket now brings PostgreSQL ${major}: ` +
      'carry it over with pg_upgrade or pg_dump, or name another data folder.',
  );
}

/** The id of the Postgres that runs on this folder; null when none does. What a dead one left is cleared away. */
export function runningOn(folder: DataFolder): number | null {
  const file = `${folder.data}/postmaster.pid`;
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (pid > 0 && isAlive(pid) && isPostgresOf(pid, folder)) return pid;
  // The id may since have gone to another program, and Postgres would then refuse to start.
  rmSync(file, { force: true });
  return null;
}

function isPostgresOf(pid: number, folder: DataFolder): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === folder.data;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(folder.data);
  } catch {
    // Gone meanwhile, or another user's: then it is not ours.
    return false;
  }
}

/** Starts the server as a process of its own session, so that Ctrl-C reaches only us and we end it when we are done. */
export function launch(folder: DataFolder, { postgres }: Binaries, user: OsUser, settings: Settings): ChildProcess {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const large = existsSync(folder.log) && statSync(folder.log).size > 16 * 2 ** 20;
  if (large) renameSync(folder.log, `${folder.log}.1`);
  const log = openSync(folder.log, 'a', 0o600);
  const server = spawn(postgres, ['-D', folder.data, ...flags], {
    ...user,
    cwd: '/',
    env: environment(),
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  server.unref();
  return server;
}

/** Resolves when the process is gone; false when it is still there after `milliseconds`. */
export async function isGone(pid: number, milliseconds: number): Promise<boolean> {
  const giveUp = Date.now() + milliseconds;
  while (isAlive(pid)) {
    if (Date.now() > giveUp) return false;
    await sleep(20);
  }
  return true;
}

/** Ends the server as `pg_ctl stop -m fast` does: transactions are broken off, everything else is written. */
export async function shutDown(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  if (await isGone(pid, 30_000)) return;
  process.kill(pid, 'SIGQUIT');
  await isGone(pid, 5_000);
}

/** What Postgres itself said last, for an error's sentence. */
export function lastWords(folder: DataFolder, from: number): string {
  const said = readFileSync(folder.log).subarray(from).toString('utf8');
  const fatal = said.split('\n').filter((line) => /(FATAL|PANIC|ERROR|HINT): /.test(line));
  return fatal.length > 0 ? fatal.map((line) => line.replace(/^.*?(FATAL|PANIC|ERROR): +/, '')).join(' ') : lastLine(said);
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
