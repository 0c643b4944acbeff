import { setTimeout as sleep } from 'node:timers/promises';
import { clock } from '../clock.ts';
import { openCallers } from './callers.ts';
import { claim, fill } from './fill-loop.ts';

export interface Flow {
  url: string;
  secrets: string[];
  datasetId: string;
  /** Rows that are claimed and filled a second. */
  perSecond: number;
}

/** Changes that go on beside everything else: reviewers who claim and fill at a steady pace until they are told to stop. */
export function makeFlow() {
  let going = false;
  let ended: Promise<number> = Promise.resolve(0);

  async function go({ url, secrets, datasetId, perSecond }: Flow): Promise<number> {
    const callers = await openCallers({ url, secrets, transport: 'http' });
    const began = clock();
    let filled = 0;
    await Promise.all(
      callers.map(async (caller, n) => {
        for (let turn = n; going; turn += callers.length) {
          await sleep(Math.max(0, began + (turn * 1000) / perSecond - clock()));
          const [held] = await claim(caller, datasetId);
          await fill(caller, held!);
          filled += 1;
        }
      }),
    );
    for (const { close } of callers) close();
    return filled;
  }

  return {
    startFlow(how: Flow): void {
      going = true;
      ended = go(how);
      // Told by whoever stops it.
      ended.catch(() => undefined);
    },
    /** Answers with how many were filled. */
    stopFlow(): Promise<number> {
      going = false;
      return ended;
    },
  };
}
