import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { once } from 'node:events';
import { clock } from '../clock.ts';
import { rowNumber } from '../documents.ts';
import { openCallers } from './callers.ts';
import { type Held, claim, fill } from './fill-loop.ts';

/** `each` things at once every `everyMs` milliseconds, `times` times, whether or not those before are done. */
export interface Schedule {
  each: number;
  everyMs: number;
  times: number;
}

/** When something was sent, by the shared clock, and for which row. */
export interface Sent {
  rows: Float64Array;
  at: Float64Array;
}

async function onSchedule({ each, everyMs, times }: Schedule, send: (n: number) => Promise<void>): Promise<void> {
  const began = clock() + 20;
  const under: Promise<void>[] = [];
  for (let time = 0; time < times; time += 1) {
    await sleep(Math.max(0, began + time * everyMs - clock()));
    for (let n = 0; n < each; n += 1) under.push(send(time * each + n));
  }
  await Promise.all(under);
}

export interface ScheduledFills extends Schedule {
  url: string;
  secrets: string[];
  datasetId: string;
}

let held: Held[][] = [];

/** Claims what the schedule will fill. Apart, so that its events are over when the fills begin. */
export async function claimAhead({ url, secrets, datasetId, each, times }: ScheduledFills): Promise<void> {
  const callers = await openCallers({ url, secrets, transport: 'http' });
  const share = Math.ceil((each * times) / callers.length);
  held = await Promise.all(
    callers.map(async (caller) => {
      const mine: Held[] = [];
      while (mine.length < share) mine.push(...(await claim(caller, datasetId, Math.min(20, share - mine.length))));
      return mine;
    }),
  );
  for (const { close } of callers) close();
}

/** Fills what was claimed ahead, over HTTP, on a schedule. */
export async function scheduledFills({ url, secrets, ...schedule }: ScheduledFills): Promise<Sent> {
  const callers = secrets.map((secret) => openCallers({ url, secrets: [secret], transport: 'http' }));
  const people = (await Promise.all(callers)).map(([caller]) => caller!);
  const sent: Sent = { rows: new Float64Array(schedule.each * schedule.times), at: new Float64Array(schedule.each * schedule.times) };
  await onSchedule(schedule, async (n) => {
    const who = n % people.length;
    const one = held[who]!.pop()!;
    sent.rows[n] = rowNumber(one.rowId);
    sent.at[n] = clock();
    await fill(people[who]!, one);
  });
  for (const { close } of people) close();
  return sent;
}

export interface ScheduledBroadcasts extends Schedule {
  url: string;
  /** A message that our server sent, for one row. The id of that row is replaced by each row's own, of the same length. */
  sample: string;
}

/** Has a bare server broadcast the sample on the same schedule; it is told over a socket what to send. */
export async function scheduledBroadcasts({ url, sample, ...schedule }: ScheduledBroadcasts): Promise<Sent> {
  const id = /"rowId":"Row_(\d+)"/.exec(sample)![1]!;
  const first = 10 ** (id.length - 1);
  const socket = new WebSocket(`${url}/tell`, { perMessageDeflate: false });
  await once(socket, 'open');
  const sent: Sent = { rows: new Float64Array(schedule.each * schedule.times), at: new Float64Array(schedule.each * schedule.times) };
  await onSchedule(schedule, async (n) => {
    const text = sample.replaceAll(`Row_${id}`, `Row_${first + n}`);
    sent.rows[n] = first + n;
    sent.at[n] = clock();
    socket.send(text);
  });
  socket.close();
  return sent;
}

/** Has a bare server broadcast these texts, each so many milliseconds after the beginning. */
export async function replay({ url, texts, at }: { url: string; texts: string[]; at: Float64Array }): Promise<void> {
  const socket = new WebSocket(`${url}/tell`, { perMessageDeflate: false });
  await once(socket, 'open');
  const began = clock();
  for (const [n, text] of texts.entries()) {
    const wait = began + at[n]! - clock();
    if (wait > 0.5) await sleep(wait);
    socket.send(text);
  }
  socket.close();
  await once(socket, 'close');
}
