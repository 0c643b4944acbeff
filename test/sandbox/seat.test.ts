import { expect, test } from 'vitest';
import { type Answer, openSeat } from '@docket/server/sandbox/seat.ts';

/** A worker that does this when it is asked for something. */
const doing = (script: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', (run) => { ${script} }); parentPort.postMessage('ready')`,
    )}`,
  );

const run = { code: '', input: '', milliseconds: 100, memoryBytes: 1 };

/** What one run is answered with, and whether the worker lived through it. */
async function ask(file: URL): Promise<{ answer: Answer; started?: boolean }> {
  let started: boolean | undefined;
  const answer = await new Promise<Answer>((resolve) => {
    const seat = openSeat({
      file,
      onFree: () => void (seat.isFree() && seat.take(run, resolve)),
      onGone: (gone) => {
        started = gone.started;
        resolve(gone);
      },
    });
    void seat.gone.then(() => resolve({ reason: 'nothing was told' }));
  });
  return { answer, started };
}

test('a worker that dies answers its run', async () => {
  expect(await ask(doing('process.exit(0)'))).toEqual({ answer: { reason: 'The sandbox ended while the code ran.' }, started: true });
  expect(await ask(doing('throw new Error("Oh")'))).toEqual({ answer: { reason: 'The sandbox broke: Oh' }, started: true });
  expect(await ask(doing('const all = []; for (;;) all.push(Array(1e5).fill(all))'))).toMatchObject({
    answer: { reason: expect.stringMatching(/ran out of memory|did not end/) },
    started: true,
  });
  expect(await ask(doing('for (;;);'))).toEqual({ answer: { reason: 'The code did not end within 100 ms.' }, started: true });
});

test('a worker that never was tells so', async () => {
  expect(await ask(new URL('data:text/javascript,throw new Error("Oh")'))).toMatchObject({
    answer: { reason: 'The sandbox broke: Oh' },
    started: false,
  });
  expect(await ask(new URL('./no-worker.mjs', import.meta.url))).toMatchObject({ started: false });
});
