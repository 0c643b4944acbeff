import { type Sizes, canonical } from './dashboards.ts';
import { openSocket } from './socket-caller.ts';

// The dashboards of `openDashboards`: each keeps what it was told last.
interface Question {
  open?: { url: string; secrets: string[]; count: number; datasetId: string; groupBy: string[] };
  messages?: true;
  wrong?: string;
}

const query = `subscription ($id: ID!, $by: [String!]!) { queueSizes(datasetId: $id, groupBy: $by) { cursor groups { key count } total { value } } }`;
const latest: (Sizes | null)[] = [];
let messages = 0;

async function open({ url, secrets, count, datasetId, groupBy }: NonNullable<Question['open']>): Promise<void> {
  latest.push(...Array.from({ length: count }, () => null));
  for (let n = 0; n < count; n += 1) {
    const socket = await openSocket(url, secrets[n % secrets.length]!);
    socket.subscribe<{ queueSizes: Sizes }>(query, { id: datasetId, by: groupBy }, ({ queueSizes }) => {
      latest[n] = queueSizes;
      messages += 1;
    });
  }
  while (latest.includes(null)) await new Promise((resolve) => setTimeout(resolve, 20));
}

process.on('message', (question: Question) => {
  void (async () => {
    let answer = 0;
    if (question.open) await open(question.open);
    else if (question.wrong !== undefined) answer = latest.filter((sizes) => !sizes || canonical(sizes) !== question.wrong).length;
    else {
      answer = messages;
      messages = 0;
    }
    process.send!(answer);
  })();
});
process.once('disconnect', () => process.exit());
