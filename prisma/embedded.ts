import { existsSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, findBinaries } from './embedded/binaries.ts';
import { initialise, isGone, lastWords, launch, refuseOtherVersion, runningOn, shutDown } from './embedded/cluster.ts';
import { type DataFolder, type FolderState, newPassword, openFolder, shelter } from './embedded/folder.ts';
import { isAlive, withLock } from './embedded/lock.ts';
import { type OsUser, postgresUser } from './embedded/os-user.ts';
import { choosePort } from './embedded/port.ts';
import { isReady, urlOf } from './embedded/ready.ts';
import { type Settings, settingsFor } from './embedded/settings.ts';
import { Seat, clearSeats } from './embedded/users.ts';
import { Problem } from './problem.ts';

export interface EmbeddedOptions {
  /** Kept between runs; made when it is missing. */
  dataDir: string;
  /** By default the one it had last time, or a free one. */
  port?: number;
  /** On top of `settingsFor`. */
  settings?: Settings;
  /** The folder of another PostgreSQL's programs, instead of those that come with Docket. */
  bin?: string;
  /** Start it again whenever it ends without `stop` or `kill`: somebody killed it, or memory ran out. */
  keepAlive?: boolean;
  /** Told what a person may want to know: one sentence each. */
  log?: (line: string) => void;
}

export interface Embedded {
  /** Of its database `docket`, with the user and the password. */
  url: string;
  /** True when it was running already, started by another process that still uses it. */
  shared: boolean;
  /** Ends it cleanly, unless another process uses it too. Calling it again is fine. */
  stop(): Promise<void>;
  /** Ends it as a crash would, for tests: the next start recovers. */
  kill(): Promise<void>;
}

/**
 * Starts the Postgres that comes with Docket on a data folder, or joins the one that runs there. Recovers from whatever
 * a crash left behind. Should this process die without calling `stop`, Postgres is ended all the same.
 * @throws {Problem} when the folder, the port or the system does not allow it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const log = options.log ?? (() => undefined);
  const user = postgresUser();
  const folder = openFolder(options.dataDir, user, log);
  const binaries = await findBinaries(user, shelter, options.bin);
  let state: FolderState | undefined;
  const left = new AbortController();
  let revival: Promise<void> | undefined;

  const begin = () =>
    withLock(folder.lock, async () => {
      const before = folder.readState();
      const running = runningOn(folder);
      if (running !== null && before) {
        log(`Another process runs the database in ${folder.path}: it is shared.`);
        await isReady((state = before), () => isAlive(running), log);
        return { pid: running, shared: true, seat: new Seat(folder.users, running) };
      }
      // Started again for a process that goes on, it has to come back where that looks for it.
      const port = await choosePort(state?.port ?? options.port, before?.port);
      state = { port, password: before?.password ?? newPassword() };
      const pid = await launchOn(folder, state, { binaries, user, settings: options.settings, log, onExit: revive });
      return { pid, shared: false, seat: new Seat(folder.users, pid) };
    });
  const revive = () => {
    if (left.signal.aborted || !options.keepAlive) return;
    log('The database ended by itself or was killed: starting it again.');
    revival = again();
  };
  const again = async (): Promise<void> => {
    current.seat.leave();
    while (!left.signal.aborted) {
      try {
        current = await begin();
        return;
      } catch (error) {
        log(String(error));
        await sleep(5_000, undefined, { ref: false, signal: left.signal }).catch(() => undefined);
      }
    }
  };

  let current = await begin();
  /** True when we were the last. One that is just being started again is waited for: it has to be ended too. */
  const leave = async () => {
    if (left.signal.aborted) return false;
    left.abort();
    await revival;
    return current.seat.leave();
  };
  return {
    url: urlOf(state!),
    shared: current.shared,
    async stop() {
      if (await leave()) await shutDown(current.pid);
    },
    async kill() {
      await leave();
      if (isAlive(current.pid)) process.kill(current.pid, 'SIGKILL');
      await isGone(current.pid, 5_000);
    },
  };
}

interface Launch {
  binaries: Binaries;
  user: OsUser;
  settings?: Settings;
  log: (line: string) => void;
  /** Called when it ends after it had started. */
  onExit: () => void;
}

/** Starts the server, again while the remains of a killed one are still ending, and waits until it answers. */
async function launchOn(folder: DataFolder, state: FolderState, { binaries, user, settings, log, onExit }: Launch): Promise<number> {
  folder.writeState(state);
  if (existsSync(`${folder.data}/PG_VERSION`)) refuseOtherVersion(folder, binaries);
  else initialise(folder, binaries, user, { password: state.password, sync: settings?.fsync !== 'off' });
  clearSeats(folder.users);
  for (let attempt = 0; ; attempt++) {
    const from = statSync(folder.log, { throwIfNoEntry: false })?.size ?? 0;
    const server = launch(folder, binaries, user, { ...settingsFor(state.port), ...settings });
    const { pid } = server;
    if (pid === undefined) throw new Problem(`The database in ${folder.path} could not be started.`);
    if (await isReady(state, () => server.exitCode === null && server.signalCode === null, log)) {
      server.once('exit', onExit);
      return pid;
    }
    const words = lastWords(folder, from);
    // The children of a killed server notice within moments that it is gone.
    if (attempt === 50 || !/still in use|lock file/.test(words)) {
      throw new Problem(`The database in ${folder.path} did not start: ${words} (more in ${folder.log})`);
    }
    await sleep(200);
  }
}
