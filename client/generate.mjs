// Writes client/generated from schema/schema.graphql: the types that gql.tada reads, and what the cache must know of the schema.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, isAbstractType, isObjectType } from 'graphql';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, 'generated');
mkdirSync(out, { recursive: true });

const schema = buildSchema(readFileSync(join(here, '../schema/schema.graphql'), 'utf8'));
const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
const facts = {
  /** The concrete types of each interface and union. */
  possibleTypes: Object.fromEntries(
    types.filter(isAbstractType).map((type) => [type.name, schema.getPossibleTypes(type).map((one) => one.name)]),
  ),
  /** Types that are no Node: kept inside their parent. */
  embedded: types
    .filter((type) => isObjectType(type) && !roots.has(type) && !type.getInterfaces().some((one) => one.name === 'Node'))
    .map((type) => type.name),
};
writeFileSync(join(out, 'schema-facts.json'), `${JSON.stringify(facts, null, 1)}\n`);

const tada = join(dirname(createRequire(import.meta.url).resolve('gql.tada/package.json')), 'bin/cli.js');
const done = spawnSync(process.execPath, [tada, 'generate-output', '-c', join(here, 'tsconfig.json')], { cwd: here, stdio: 'inherit' });
process.exit(done.status ?? 1);
