import { randomBytes, createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Problem } from '../problem.ts';
import { type OsUser, reaches } from './os-user.ts';

/** What is kept beside the data, readable by its owner alone. */
export interface FolderState {
  port: number;
  password: string;
}

/** The layout of a data folder of ours. */
export class DataFolder {
  readonly data: string;
  readonly log: string;
  readonly users: string;
  readonly lock: string;
  private readonly stateFile: string;

  constructor(readonly path: string) {
    this.data = join(path, 'data');
    this.log = join(path, 'postgres.log');
    // A file for every process that uses it, named by its id.
    this.users = join(path, 'users');
    this.lock = join(path, 'starting.lock');
    this.stateFile = join(path, 'docket.json');
  }

  /** Null when the folder was never used, or only by us and before there was data. */
  readState(): FolderState | null {
    if (!existsSync(this.stateFile)) return null;
    try {
      return JSON.parse(readFileSync(this.stateFile, 'utf8')) as FolderState;
    } catch (cause) {
      throw new Problem(`${this.stateFile} cannot be read; it holds the password of the database beside it.`, { cause });
    }
  }

  /** Written aside and moved into place, so that a crash leaves the old one or the new one. */
  writeState(state: FolderState): void {
    const part = `${this.stateFile}.part`;
    writeFileSync(part, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
    renameSync(part, this.stateFile);
  }
}

export const newPassword = (): string => randomBytes(24).toString('base64url');

/** The root-owned place that every user reaches, for what cannot stay where it was asked for. */
export const shelter = '/var/lib/docket';

/**
 * Makes the data folder, or finds the one that is there and looks whether it is ours.
 * Where the user who runs Postgres cannot reach it (a home folder is often closed to others), another one is used.
 * @throws {Problem} when it cannot be made, or holds something else.
 */
export function openFolder(asked: string, user: OsUser, log: (line: string) => void): DataFolder {
  const path = resolve(asked);
  make(path);
  // A folder that we keep for ourselves may be closed; those above it are not ours to open.
  if (!reaches(user, path) && isOurs(path)) chmodSync(path, 0o755);
  if (reaches(user, path)) return checked(path);
  const other = join(shelter, `${basename(dirname(path))}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`);
  log(`The user postgres, who runs the database for root, cannot reach ${path}: the data is kept in ${other}.`);
  make(other);
  return checked(other);
}

function make(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    throw new Problem(`The data folder ${path} cannot be made: ${(cause as Error).message}.`, { cause });
  }
}

const isOurs = (path: string): boolean => {
  const names = readdirSync(path);
  return names.length === 0 || names.some((name) => ['docket.json', 'docket.json.part', 'starting.lock'].includes(name));
};

function checked(path: string): DataFolder {
  if (!isOurs(path)) {
    throw new Problem(`The data folder ${path} is not empty and was not made by Docket: empty it, or name another one.`);
  }
  return new DataFolder(path);
}
