import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { runsTypeScript } from '../../kit/typescript.ts';

export interface Sizes {
  groups: { key: Record<string, string | null>; count: number }[];
  total: { value: number };
}

export interface Dashboards {
  /** How many messages came since the last time, to all together. */
  messages(): Promise<number>;
  /** How many of them show other sizes than these. */
  wrong(sizes: Sizes): Promise<number>;
  stop(): Promise<void>;
}

/** So many dashboards of one dataset, a socket each, in a process of their own. Resolves when each has had its first sizes. */
export async function openDashboards(input: {
  url: string;
  secrets: string[];
  count: number;
  datasetId: string;
  groupBy: string[];
}): Promise<Dashboards> {
  const child = fork(fileURLToPath(new URL('./dashboards-process.ts', import.meta.url)), { execArgv: runsTypeScript });
  const ask = async (question: object): Promise<number> => {
    child.send(question);
    const [answer] = (await once(child, 'message')) as [number];
    return answer;
  };
  await ask({ open: input });
  return {
    messages: () => ask({ messages: true }),
    wrong: (sizes) => ask({ wrong: canonical(sizes) }),
    async stop() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}

/** The same sizes are the same text. */
export const canonical = ({ groups, total }: Sizes): string =>
  JSON.stringify([
    groups.map(({ key, count }) => `${JSON.stringify(Object.entries(key).toSorted(([a], [b]) => (a < b ? -1 : 1)))}: ${count}`).toSorted(),
    total.value,
  ]);
