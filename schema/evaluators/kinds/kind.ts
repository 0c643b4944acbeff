import type { z } from 'zod';
import type { Subject, Verdict } from '../verdict.ts';

export type PureKindName = 'TEXT' | 'JSON' | 'SIMILARITY' | 'LENGTH' | 'LATENCY' | 'COST';

/** A kind of evaluator that needs nothing but the answer: no model, no sandbox, no network. */
export interface Kind<Config> {
  name: PureKindName;
  /** The shape of its config. Keys that it does not know are refused. */
  config: z.ZodType<Config>;
  /** What a config must hold beyond its shape: a pattern compiles, a JSON Schema compiles. Throws InvalidInput; `where` is within the config. */
  check?(config: Config): void;
  /** Of a config from `parseConfig`, which is kept and handed over again for each answer: what is compiled hangs on that
   * object. Never throws. The score is within 0 and 1, and the reason has at most `REASON` characters. */
  judge(config: Config, subject: Subject): Verdict;
}
