import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';
import { findBinaries } from '@docket/prisma/embedded/binaries.ts';
import { shelter } from '@docket/prisma/embedded/folder.ts';
import { postgresUser } from '@docket/prisma/embedded/os-user.ts';

/** What was measured on. */
export interface Machine {
  cpu: string;
  cores: number;
  memory: string;
  system: string;
  node: string;
  postgres: string;
}

export async function readMachine(): Promise<Machine> {
  const { postgres } = await findBinaries(postgresUser(), shelter);
  const limit = process.constrainedMemory();
  const memory = limit > 0 && limit < totalmem() ? limit : totalmem();
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory: `${(memory / 2 ** 30).toFixed(1)} GiB`,
    system: `${type()} ${release()}`,
    node: process.version,
    postgres: execFileSync(postgres, ['--version'], { encoding: 'utf8' })
      .trim()
      .replace(/^postgres \(PostgreSQL\) /, ''),
  };
}

export const describeMachine = ({ cpu, cores, memory, system, node, postgres }: Machine): string =>
  `${cpu}, ${cores} cores, ${memory}; ${system}; Node ${node}, PostgreSQL ${postgres}`;

/** How many files one process may have open; a socket is one. */
export function openFilesLimit(): number {
  const { userLimits } = process.report.getReport() as unknown as { userLimits: { open_files: { soft: number | 'unlimited' } } };
  const { soft } = userLimits.open_files;
  return soft === 'unlimited' ? Infinity : soft;
}
