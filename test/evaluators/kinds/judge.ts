import type { Json } from '@docket/schema/builder.ts';
import type { PureKindName } from '@docket/schema/evaluators/kinds/kind.ts';
import { parseConfig } from '@docket/schema/evaluators/kinds/parse-config.ts';
import { pureKind } from '@docket/schema/evaluators/kinds/pure-kinds.ts';
import type { Subject } from '@docket/schema/evaluators/verdict.ts';
import { InvalidInput } from '@docket/schema/refusals.ts';

export const subjectOf = (output: Json, rest: Partial<Subject> = {}): Subject => ({
  inputs: {},
  output,
  expected: null,
  latencyMs: null,
  cost: null,
  tokensOut: null,
  ...rest,
});

/** The verdict of a kind with this config on an output. */
export const judge = (kind: PureKindName, config: unknown, output: Json, rest?: Partial<Subject>) =>
  pureKind(kind).judge(parseConfig(pureKind(kind), config), subjectOf(output, rest));

/** `where: message` of the refusal of a config. */
export function refused(kind: PureKindName, config: unknown): string {
  try {
    parseConfig(pureKind(kind), config);
  } catch (error) {
    if (error instanceof InvalidInput) return `${error.where.join('.')}: ${error.message}`;
    throw error;
  }
  return 'nothing';
}

/** A list in a list in a list… */
export function nested(levels: number): Json {
  let value: Json = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

export function millisecondsOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
