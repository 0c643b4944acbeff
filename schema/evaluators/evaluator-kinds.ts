import { z } from 'zod';
import type { EvaluatorKind } from '@docket/prisma/generated/client/enums.ts';
import type { JsonObject } from '../monitor/json-value.ts';
import { InvalidInput } from '../refusals.ts';
import { checkHttp, httpConfig } from './http.ts';
import { javascriptConfig } from './javascript.ts';
import { checkJudge, judgeConfig } from './judge.ts';
import type { Kind, PureKindName } from './kinds/kind.ts';
import { parseConfig } from './kinds/parse-config.ts';
import { pureKind } from './kinds/pure-kinds.ts';

/** What `parseConfig` asks of a kind. */
type Configured<Config> = Pick<Kind<Config>, 'config' | 'check'>;

const judge: Configured<z.output<typeof judgeConfig>> = { config: judgeConfig, check: checkJudge };
const javascript: Configured<z.output<typeof javascriptConfig>> = { config: javascriptConfig };
const http: Configured<z.output<typeof httpConfig>> = { config: httpConfig, check: checkHttp };

/** The kinds that need more than the answer. The others are `pureKinds`. */
export const outgoingKinds = { JUDGE: judge, JAVASCRIPT: javascript, HTTP: http };

export const isPure = (kind: EvaluatorKind): kind is PureKindName => !Object.hasOwn(outgoingKinds, kind);

/** Whoever makes these sends data out of Docket, or runs code in it. */
export const needsAdmin = (kind: EvaluatorKind): boolean => kind === 'HTTP' || kind === 'JAVASCRIPT';

/** A config as somebody wrote it or as it was stored, with its defaults. Throws InvalidInput, with its place within the config. */
export const parseOutgoing = <Config>(kind: Configured<Config>, raw: unknown): Config => parseConfig(kind as Kind<Config>, raw);

/** A config of any kind, as it is stored. Throws InvalidInput, with its place in the input of a mutation. */
export function checkedConfig(kind: EvaluatorKind, raw: unknown): JsonObject {
  try {
    const parsed = isPure(kind) ? parseConfig(pureKind(kind), raw) : parseOutgoing<unknown>(outgoingKinds[kind], raw);
    return JSON.parse(JSON.stringify(parsed)) as JsonObject;
  } catch (error) {
    throw error instanceof InvalidInput ? new InvalidInput(error.message, ['input', 'config', ...error.where]) : error;
  }
}

const descriptions: Record<EvaluatorKind, string> = {
  JUDGE: 'A model reads the answer by a prompt of yours and gives a score of your scale, with its reasons.',
  TEXT: 'Compares the answer’s text with given texts, patterns or the expected output.',
  JSON: 'Whether the answer is JSON, fits a JSON Schema, or equals the expected output as JSON.',
  SIMILARITY: 'How like the expected output the answer is, by shared words or by edits.',
  LENGTH: 'How long the answer is, in characters, words, sentences or tokens.',
  LATENCY: 'How long the answer took.',
  COST: 'What the answer cost.',
  JAVASCRIPT: 'Your own code, in a sandbox with no network and no files.',
  HTTP: 'Your own service, which is sent the answer and replies with a verdict.',
};

/** What a client needs to build a form for a kind. */
export interface EvaluatorKindInfo {
  kind: EvaluatorKind;
  description: string;
  /** JSON Schema of a config as it goes in. What it cannot say (that a pattern compiles) is said when the config is sent. */
  configSchema: object;
}

let infos: EvaluatorKindInfo[] | undefined;

/** Every kind. The schemas are made once. */
export const evaluatorKinds = (): EvaluatorKindInfo[] =>
  (infos ??= (Object.keys(descriptions) as EvaluatorKind[]).map((kind) => ({
    kind,
    description: descriptions[kind],
    configSchema: z.toJSONSchema((isPure(kind) ? pureKind(kind) : outgoingKinds[kind]).config, { io: 'input', unrepresentable: 'any' }),
  })));
