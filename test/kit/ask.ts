import type { ChildProcess } from 'node:child_process';

interface Question {
  question: number;
  ask: string;
  input: unknown;
}

interface Reply {
  question: number;
  answer?: unknown;
  error?: string;
}

/** Asks a child process, and resolves with what it answers; rejects when it answers with an error, or ends before. */
export type Ask = <T>(ask: string, input?: unknown) => Promise<T>;

/** In a child process: answers its parent. What is not a question is left alone. */
export function answerParent(answers: Record<string, (input: never) => unknown>): void {
  process.on('message', async ({ question, ask, input }: Partial<Question>) => {
    if (question === undefined || ask === undefined) return;
    try {
      const answer = answers[ask];
      if (!answer) throw new Error(`There is nothing named ${ask} to ask for.`);
      process.send?.({ question, answer: await answer(input as never) } satisfies Reply);
    } catch (error) {
      process.send?.({ question, error: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies Reply);
    }
  });
}

/** In the parent: asks a child that has called `answerParent`. */
export function asker(child: ChildProcess): Ask {
  const open = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>();
  let questions = 0;
  child.on('message', ({ question, answer, error }: Partial<Reply>) => {
    const waiting = question === undefined ? undefined : open.get(question);
    if (!waiting) return;
    open.delete(question!);
    if (error === undefined) waiting.resolve(answer as never);
    else waiting.reject(new Error(error));
  });
  child.on('exit', (code, signal) => {
    for (const { reject } of open.values()) reject(new Error(`The process ended (${signal ?? code}) before it answered.`));
    open.clear();
  });
  return (ask, input) =>
    new Promise((resolve, reject) => {
      const question = (questions += 1);
      open.set(question, { resolve, reject });
      child.send({ question, ask, input } satisfies Question, (error) => error && reject(error));
    });
}
