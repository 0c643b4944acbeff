import { makeClient } from '../../../kit/client.ts';
import { clock } from '../clock.ts';
import { closedLoop, type Pace } from '../measure.ts';

export interface OpenScreen {
  url: string;
  secret: string;
  evaluationId: string;
}

/** When a screen that follows an evaluation had each row's result, until the evaluation has finished. */
export interface Seen {
  rows: number[];
  at: number[];
  messages: number;
  /** When it began, and when it was seen to have finished. */
  finishedAt: number;
}

const document = `subscription ($id: ID!) { evaluationChanged(id: $id) { status done failed cost
  evaluators { passed failed unknown passRate meanScore }
  latest(first: 200) { rowId state output latencyMs scores { grade score reason } } } }`;

interface Message {
  evaluationChanged: { status: string; latest: { rowId: string; state: string }[] };
}

/** Follows an evaluation as its page does. */
export async function followEvaluation({ url, secret, evaluationId }: OpenScreen): Promise<Seen> {
  const client = makeClient(url, { cookie: `docket_session=${secret}` });
  const seen = new Map<number, number>();
  let messages = 0;
  try {
    for await (const { evaluationChanged } of client.subscribe<Message>(document, { id: evaluationId })) {
      const at = clock();
      messages += 1;
      for (const { rowId, state } of evaluationChanged.latest) {
        const row = Number(rowId.slice(4));
        if (state === 'DONE' && !seen.has(row)) seen.set(row, at);
      }
      if (evaluationChanged.status !== 'RUNNING') return { rows: [...seen.keys()], at: [...seen.values()], messages, finishedAt: at };
    }
    throw new Error('The evaluation was not followed to its end.');
  } finally {
    await client.close();
  }
}

/** The provider asked by bare `fetch`, so many at once: what nobody can do better. */
export const bareCalls = ({ url, atOnce, seconds }: { url: string; atOnce: number; seconds: number }): Promise<Pace> =>
  closedLoop(atOnce, seconds, async () => {
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'bench', messages: [{ role: 'user', content: 'How do I reset my password?' }] }),
    });
    await response.json();
  });
