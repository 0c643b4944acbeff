import { openDatabase } from '@docket/prisma/database.ts';
import { Problem } from '@docket/prisma/problem.ts';
import type { JsonObject } from '@docket/schema/monitor/json-value.ts';
import { importSpans, type ImportedSpans } from '@docket/schema/monitor/import-spans.ts';
import { readConfig } from '../config.ts';
import { makeLog } from '../log.ts';
import { openSignals } from '../signals.ts';
import { provideDatabase } from '../provide-database.ts';
import { TooLarge, askApi } from './ask-api.ts';
import type { Target } from './import-file.ts';

/** Straight into the database: DATABASE_URL, or the embedded one, which is shared with a running `npm start`. Whoever can
 * do this owns the database, so no role is asked for. */
export async function databaseTarget(slug: string, env: Record<string, string | undefined> = process.env): Promise<Target> {
  const provided = await provideDatabase(env, (line) => console.error(line));
  const { limits } = readConfig({ ...env, DATABASE_URL: provided.url });
  const db = openDatabase({ url: provided.url, poolSize: 2, prismaPoolSize: 1 });
  const ends = [() => provided.stop(), () => db.close()];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const project = await db.prisma.project.findUnique({ where: { slug }, select: { id: true } });
    if (!project) {
      const there = await db.prisma.project.findMany({ select: { slug: true }, take: 20 });
      throw new Problem(
        unknownProject(
          slug,
          there.map((one) => one.slug),
        ),
      );
    }
    const signals = await openSignals({ url: provided.url, log: makeLog({ logLevel: 'silent' }) });
    ends.push(() => signals.stop());
    return { close, send: (spans) => importSpans(db, { projectId: project.id, spans, limits, signals }) };
  } catch (error) {
    await close();
    throw error;
  }
}

const unknownProject = (slug: string, there: string[]): string =>
  `There is no project “${slug}”. ${there.length > 0 ? `There are: ${there.join(', ')}.` : 'There is none yet: start Docket and make one.'}`;

const FIND = 'query ImportProject($slug: String!) { project(slug: $slug) { id } }';
const SEND = `mutation ImportSpans($input: ImportSpansInput!) {
  importSpans(input: $input) {
    ... on ImportSpansPayload { added unchanged refused { index id code reason } }
    ... on Error { __typename message }
  }
}`;

/** Over the API of a running Docket, as whoever the token belongs to. */
export async function apiTarget(slug: string, { url, token }: { url: string; token: string }): Promise<Target> {
  const ask = askApi(url, token);
  const { project } = await ask<{ project: { id: string } | null }>(FIND, { slug });
  if (!project) throw new Problem(`There is no project “${slug}” at ${url}, or the token is not for it.`);
  const projectId = project.id;

  async function send(spans: JsonObject[]): Promise<ImportedSpans> {
    try {
      const { importSpans: answer } = await ask<{ importSpans: ImportedSpans | { message: string } }>(SEND, {
        input: { projectId, spans },
      });
      if ('message' in answer) throw new Problem(answer.message);
      return answer;
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      if (spans.length === 1) {
        const id = typeof spans[0]?.id === 'string' ? spans[0].id : null;
        return {
          added: 0,
          unchanged: 0,
          refused: [{ index: 0, id, code: 'INVALID', reason: 'is larger than the server takes in one request' }],
        };
      }
      const middle = spans.length >> 1;
      const first = await send(spans.slice(0, middle));
      const rest = await send(spans.slice(middle));
      return {
        added: first.added + rest.added,
        unchanged: first.unchanged + rest.unchanged,
        refused: [...first.refused, ...rest.refused.map((refusal) => ({ ...refusal, index: refusal.index + middle }))],
      };
    }
  }
  return { send, close: () => Promise.resolve() };
}
