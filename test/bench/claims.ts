import type { Benchmark } from './kit/benchmark.ts';
import { bareClaims } from './kit/bare-claims.ts';
import { makeDataset } from './kit/dataset.ts';
import { httpCaller } from './kit/http-caller.ts';
import { closedLoop, median, rounded } from './kit/measure.ts';
import { openSocket } from './kit/socket-caller.ts';
import { openStage } from './kit/stage.ts';

const people = 64;
const rows = 1_000_000;
const seconds = 8;
const rounds = 3;

const mutation =
  'mutation C($input: ClaimRowsInput!) { claimRows(input: $input) { __typename ... on ClaimRowsPayload { claims { token row { id } } } ... on Error { message } } }';

interface Answer {
  claimRows: { __typename: string; message?: string; claims: { token: string; row: { id: string } }[] };
}

/** 64 reviewers claim one row after the other of one hot slice of a million rows, with events and sizes, against the bare
 * one-statement claim over 16 connections on a fresh table, in turn. */
export const claims: Benchmark = async (say) => {
  const stage = await openStage();
  try {
    const secrets = await stage.reviewers(people);
    const server = await stage.server();
    const dealt = new Set<string>();
    let doubles = 0;
    const note = ({ claimRows: { claims: got, message } }: Answer): void => {
      if (message || got.length === 0) throw new Error(message ?? 'nothing was left to claim');
      for (const { row } of got) {
        if (dealt.has(row.id)) doubles += 1;
        dealt.add(row.id);
      }
    };
    const pace = { bare: [] as number[], http: [] as number[], ws: [] as number[] };
    const p99: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const dataset = await makeDataset(stage.db, { projectId: stage.projectId, name: `Hot ${round}`, rows });
      const input = {
        datasetId: dataset.globalId,
        count: 1,
        seconds: 3600,
        filter: { column: { column: 'annotation_status', equals: 'empty' } },
      };
      pace.bare.push((await bareClaims(stage.db, { rows, seconds })).perSecond);

      const http = httpCaller(server.url, people);
      const body = JSON.stringify({ query: mutation, variables: { input } });
      const overHttp = await closedLoop(people, seconds, async (worker) => note(await http.call<Answer>(secrets[worker]!, body)));
      http.close();
      pace.http.push(overHttp.perSecond);
      p99.push(overHttp.p99);

      const sockets = await Promise.all(secrets.map((secret) => openSocket(server.url, secret)));
      const overSockets = await closedLoop(people, seconds, async (worker) =>
        note(await sockets[worker]!.call<Answer>(mutation, { input })),
      );
      for (const socket of sockets) socket.close();
      pace.ws.push(overSockets.perSecond);
      say(
        `round ${round + 1}: bare ${pace.bare.at(-1)!.toFixed(0)}/s, HTTP ${overHttp.perSecond.toFixed(0)}/s (p50 ${overHttp.p50.toFixed(1)}, p99 ${overHttp.p99.toFixed(1)} ms), WebSocket ${overSockets.perSecond.toFixed(0)}/s (p99 ${overSockets.p99.toFixed(1)} ms)`,
      );
    }
    return {
      bare_per_s: rounded(median(pace.bare), 0),
      http_per_s: rounded(median(pace.http), 0),
      ws_per_s: rounded(median(pace.ws), 0),
      http_ratio: rounded(median(pace.http) / median(pace.bare)),
      ws_ratio: rounded(median(pace.ws) / median(pace.bare)),
      p99_ms: rounded(median(p99), 1),
      doubles,
    };
  } finally {
    await stage.stop();
  }
};
