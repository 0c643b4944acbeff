import { fileURLToPath } from 'node:url';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { schemaEngine } from './schema-engine.ts';

/** The engine asks its database one thing before it compares: is the schema there, and which version is it? This stands
 * in for one, so that a diff needs no server and always writes SQL for the oldest Postgres that Docket runs on. */
const pretendedPostgres15 = {
  provider: 'postgres',
  adapterName: 'pretended',
  queryRaw: () =>
    Promise.resolve({
      ok: true,
      value: {
        columnNames: ['exists', 'version', 'numeric_version'],
        columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
        rows: [[true, 'PostgreSQL 15.0', 150_000]],
      },
    }),
  executeRaw: refuse,
  executeScript: refuse,
  startTransaction: refuse,
  dispose: () => Promise.resolve({ ok: true, value: undefined }),
};

function refuse(): never {
  throw new Error('The diff of a schema file needs no database, but the engine asked for one.');
}

/** Where schema.prisma is. */
export const schemaFile = fileURLToPath(new URL('schema.prisma', import.meta.url));

/** The SQL that makes an empty database what `schema` (the text of a schema.prisma) says, by Prisma's own schema engine. */
export async function schemaToSql(schema: string): Promise<string> {
  const Engine = await schemaEngine();
  const engine = await Engine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, {
    provider: 'postgres',
    adapterName: 'pretended',
    connect: () => Promise.resolve({ ok: true, value: pretendedPostgres15 }),
    connectToShadowDb: refuse,
    errorRegistry: { consumeError: () => undefined },
  });
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return `${(stdout ?? '').trim()}\n`;
  } finally {
    engine.free();
  }
}
