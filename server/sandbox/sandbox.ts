import type { Json } from '@docket/schema/builder.ts';
import type { Sandbox, SandboxOutcome } from '@docket/schema/evaluators/ports.ts';
import { parseForeignJson } from '../outbound/parse-foreign-json.ts';
import { type Answer, openSeat, type Run, type Seat } from './seat.ts';

export interface OpenSandbox extends Sandbox {
  /** Ends every worker; what runs or waits is answered with a reason. Resolves when their threads are gone. */
  stop(): Promise<void>;
}

interface Waiting {
  run: Run;
  done(answer: Answer): void;
}

const mostWaiting = 1000;
const mostCode = 256 * 1024;
/** In letters of JSON. A worker's own memory has to hold it as well. */
const mostInput = 8 * 1024 * 1024;
const mostWaitingInput = 64 * 1024 * 1024;
const mostMilliseconds = 600_000;
/** QuickJS itself takes a good part of the least. */
const memory = { least: 1024 * 1024, most: 1024 ** 3 };
const stoppedReason = 'The sandbox was stopped.';

/**
 * Runs code in QuickJS, which runs in WebAssembly, which runs in worker threads: `workers` at once, started when there is
 * something to run and ended when there was nothing for a minute. Up to 1,000 runs wait, with 64 MB of input; then “busy” is the answer.
 *
 * The code may `return` a value or define `evaluate(subject)`; a promise is awaited. It has the language and nothing else:
 * no network, files, timers, modules or console. Reasons name the line of the code where it is known.
 */
export function makeSandbox({ workers = 2 }: { workers?: number } = {}): OpenSandbox {
  const seats = new Set<Seat>();
  const threads = new Set<Promise<void>>();
  let waiting: Waiting[] = [];
  let stopped = false;

  function deal(): void {
    for (const seat of seats) {
      if (!waiting.length) return;
      if (!seat.isFree()) continue;
      const { run, done } = waiting.shift()!;
      seat.take(run, done);
    }
    for (
      let starting = [...seats].filter((seat) => seat.isStarting()).length;
      seats.size < workers && starting < waiting.length;
      starting++
    )
      open();
  }

  function open(): void {
    const seat = openSeat({
      file: new URL('./worker.mjs', import.meta.url),
      onFree: deal,
      onGone({ started, reason }) {
        seats.delete(seat);
        if (started) return deal();
        const left = waiting;
        waiting = [];
        for (const { done } of left) done({ reason });
      },
    });
    seats.add(seat);
    const thread = seat.gone.then(() => void threads.delete(thread));
    threads.add(thread);
  }

  return {
    async run(code, input, bounds) {
      if (stopped) return refused(stoppedReason);
      if (waiting.length >= mostWaiting) return refused('busy');
      if (code.length > mostCode) return refused(`The code is longer than ${mostCode / 1024} KB.`);
      const milliseconds = within(bounds.milliseconds, 1, mostMilliseconds);
      const memoryBytes = within(bounds.memoryBytes, memory.least, memory.most);
      const text = written(input);
      if (text === null) return refused('The input cannot be written as JSON.');
      if (text.length > mostInput) return refused(`The input is larger than ${mostInput / 1024 / 1024} MB.`);
      if (text.length > memoryBytes) return refused('The input is larger than the memory that the code may use.');
      if (waiting.reduce((sum, { run }) => sum + run.input.length, text.length) > mostWaitingInput) return refused('busy');
      const answer = await new Promise<Answer>((done) => {
        waiting.push({ run: { code, input: text, milliseconds, memoryBytes }, done });
        deal();
      });
      return outcomeOf(answer);
    },
    async stop() {
      stopped = true;
      const left = waiting;
      waiting = [];
      for (const { done } of left) done({ reason: stoppedReason });
      for (const seat of seats) seat.end(stoppedReason);
      await Promise.all(threads);
    },
  };
}

function outcomeOf(answer: Answer): SandboxOutcome {
  if ('reason' in answer) return refused(answer.reason);
  const value = parseForeignJson(answer.json);
  return value === undefined ? refused('The code gave back a value that nests too deep.') : { ok: true, value };
}

const within = (value: number, least: number, most: number) => Math.min(Math.max(Math.ceil(value) || least, least), most);

const refused = (reason: string): SandboxOutcome => ({ ok: false, reason });

/** Null for what is no JSON after all: it nests too deep, or turns in a circle. */
function written(input: Json): string | null {
  try {
    return JSON.stringify(input) ?? null;
  } catch {
    return null;
  }
}
