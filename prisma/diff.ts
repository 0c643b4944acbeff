import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

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
        columnTypes: [5, 7, 0], // boolean, text, int32 in @prisma/driver-adapter-utils
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

// Once for a process: the glue keeps views of the memory of the engine that it was given first.
let loading: ReturnType<typeof load> | undefined;
const engineClass = () => (loading ??= load());

async function load() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  // The package's own entry imports .wasm as a module, which Node 20 cannot.
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(path.replace(/\.js$/, '.wasm'));
  const imports: WebAssembly.Imports = { './schema_engine_bg.js': { ...glue } };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue.SchemaEngine;
}

/** Where schema.prisma is. */
export const schemaFile = fileURLToPath(new URL('schema.prisma', import.meta.url));

/** The SQL that makes an empty database what `schema` (the text of a schema.prisma) says, by Prisma's own schema engine. */
export async function schemaToSql(schema: string): Promise<string> {
  const Engine = await engineClass();
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
