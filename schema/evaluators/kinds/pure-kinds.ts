import { cost } from './cost.ts';
import { json } from './json.ts';
import type { Kind, PureKindName } from './kind.ts';
import { latency } from './latency.ts';
import { length } from './length.ts';
import { similarity } from './similarity.ts';
import { text } from './text.ts';

/** Every kind that needs nothing but the answer, by name. */
export const pureKinds = { TEXT: text, JSON: json, SIMILARITY: similarity, LENGTH: length, LATENCY: latency, COST: cost };

/** A kind whose name is known at run time only: its config goes from `parseConfig` to `judge` unseen. */
export const pureKind = (name: PureKindName): Kind<unknown> => pureKinds[name];
