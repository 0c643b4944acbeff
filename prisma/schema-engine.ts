import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

// Once for a process: the glue keeps views of the memory of the engine that it was given first.
let loading: ReturnType<typeof load> | undefined;

/** Prisma's own schema engine, as WebAssembly: the program that the CLI would download. */
export const schemaEngine = () => (loading ??= load());

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
