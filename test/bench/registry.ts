import { addSpans } from './add.ts';
import { claims } from './claims.ts';
import { connect } from './connect.ts';
import { evaluate } from './evaluate.ts';
import { fanout } from './fanout.ts';
import { fill } from './fill.ts';
import type { Benchmark } from './kit/benchmark.ts';
import { page } from './page.ts';
import { push } from './push.ts';
import { resume } from './resume.ts';
import { sizes } from './sizes.ts';

/** In the order in which they run; what each is held to stands in targets.ts. */
export const benchmarks: Record<string, Benchmark> = {
  claims,
  fill,
  push,
  fanout,
  page,
  sizes,
  add: addSpans,
  resume,
  connect,
  evaluate,
};
