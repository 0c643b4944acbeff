/** What a figure has to reach. */
export interface Target {
  key: string;
  atLeast?: number;
  atMost?: number;
  what: string;
}

export interface Aim {
  /** What is done, and against what. */
  work: string;
  targets: Target[];
}

const least = (key: string, atLeast: number, what: string): Target => ({ key, atLeast, what });
const most = (key: string, atMost: number, what: string): Target => ({ key, atMost, what });

/** What the benchmarks are held to. */
export const aims: Record<string, Aim> = {
  claims: {
    work: '64 reviewers claim one row after the other, over keep-alive HTTP and over graphql-ws, while 25 subscribers follow queue and sizes; against the one-statement claim in bare SQL over 16 connections, its first 10 s on a fresh table',
    targets: [
      least('http_ratio', 0.6, 'claims/s over HTTP, of bare SQL'),
      least('ws_ratio', 1.2, 'claims/s over WebSocket, of bare SQL'),
      most('doubles', 0, 'rows dealt twice'),
      most('p99_ms', 30, 'one hot slice over HTTP, 99 of 100 claims, ms'),
      least('pace_kept', 0.8, 'last fifth of 300,000 claims, of the first fifth; the worse of with and without a transaction held open'),
      least('two_processes', 0.8, 'claims/s of two processes, of one'),
    ],
  },
  fill: {
    work: '64 reviewers claim, annotate and fill in a loop; against two bare SQL statements over 16 connections on a fresh table',
    targets: [least('ratio', 0.4, 'loops/s over HTTP, of bare SQL')],
  },
  push: {
    work: '1,000 subscribers of one slice in one process, 50 fills a second: from sending the mutation to having parsed the event; against a bare ws broadcast of the same bytes on the same schedule',
    targets: [most('p50_over_ms', 10, 'p50 above bare, ms'), most('p99_over_ms', 40, 'p99 above bare, ms')],
  },
  fanout: {
    work: '5,000 equal subscribers and bursts of fills, then 5,000 over 50 filters and 20 people; against a bare ws broadcast of the same messages',
    targets: [
      most('cpu_ratio', 1.5, 'server CPU per delivery, of bare'),
      most('memory_ratio', 2, 'memory per subscriber, of bare'),
      most('mixed_cpu_ratio', 2.5, 'server CPU per delivery with 50 filters and 20 people, of bare'),
    ],
  },
  page: {
    work: 'pages of 50 rows with 6 cells each at 1 and 10 million rows, 60 filters, 16 in flight; against the same rows as one JSON text by bare SQL',
    targets: [
      least('rate_ratio', 0.2, 'pages/s, of bare SQL'),
      most('p95_1m_ms', 12, 'p95 at 1 million rows, ms'),
      most('p95_10m_ratio', 1.6, 'p95 at 10 million, of that at 1 million'),
      most('buffers_10m_ratio', 1.3, 'buffers read per page at 10 million, of those at 1 million'),
      most('worst_ms', 40, 'p95 of the worst filter over labels, ms'),
    ],
  },
  sizes: {
    work: '500 dashboards on sizes grouped by three columns while 500 rows a second change; against one GROUP BY',
    targets: [
      most('counting_queries', 0, 'counting queries after the start'),
      most('wrong', 0, 'dashboards that are not exact at the end'),
      most('cold_ms', 50, 'a follower’s start at 10 million rows, ms'),
      most('claims_p99_ratio', 2, 'p99 of claims at half their best rate, of without the load'),
    ],
  },
  add: {
    work: '100,000 spans to a dataset by filter; against one bare INSERT … SELECT into the same tables and indexes',
    targets: [least('ratio', 0.4, 'rows/s, of bare SQL'), most('others_p99_ratio', 3, 'p99 of other writers, of their usual')],
  },
  resume: {
    work: '2,000 sockets whose server is killed while changes flow, and which all come back to another process',
    targets: [
      most('seconds', 5, 'until all have caught up, s'),
      most('missed', 0, 'events that a subscriber was not told'),
      most('repeated', 0, 'events that a subscriber was told twice'),
    ],
  },
  connect: {
    work: '10,000 idle subscribers; against a bare ws server with as many sockets',
    targets: [most('memory_ratio', 2, 'memory per subscriber, of bare')],
  },
  evaluate: {
    work: 'a prompt’s version and a text matcher over 6,000 rows, at a provider that answers after 50 ms and is asked 32 at once, with a screen that follows',
    targets: [
      least('ideal_ratio', 0.85, 'rows/s, of 32 calls each 50 ms'),
      most('screen_ms', 300, 'p95 from the provider’s answer to its being on the screen, ms'),
    ],
  },
};

export const isReached = ({ atLeast = -Infinity, atMost = Infinity }: Target, figure: number | undefined): boolean =>
  figure !== undefined && figure >= atLeast && figure <= atMost;

export const written = ({ atLeast, atMost }: Target): string =>
  atLeast !== undefined ? `≥ ${atLeast}` : atMost === 0 ? '0' : `≤ ${atMost}`;
