import { addSpans } from './add.ts';
import { claims } from './claims.ts';
import type { Benchmark } from './kit/benchmark.ts';
import { page } from './page.ts';
import { sizes } from './sizes.ts';

const benchmarks: Record<string, Benchmark> = { claims, page, sizes, add: addSpans };

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(1);
}
for (const name of asked.length > 0 ? asked : Object.keys(benchmarks)) {
  console.log(`${name}: ${process.version} on ${process.platform}`);
  const figures = await benchmarks[name]!((line) => console.log(`  ${line}`));
  console.table(figures);
  console.log(JSON.stringify({ bench: name, ...figures }));
}
process.exit(0);
