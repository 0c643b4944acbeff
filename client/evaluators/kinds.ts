import {
  IconBraces,
  IconClock,
  IconCode,
  IconCoin,
  IconEqual,
  IconGavel,
  IconLetterCase,
  IconRuler2,
  IconWebhook,
  type IconProps,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Json } from '../graphql/graphql.ts';
import type { EvaluatorKind } from './evaluator-documents.ts';

export type Config = Record<string, Json>;

interface KindFacts {
  name: string;
  /** What one would choose it for. */
  says: string;
  icon: ComponentType<IconProps>;
  /** What a new one begins with. */
  begins: Config;
  /** Runs code, or sends data out: for admins. */
  admin?: boolean;
}

/** Every kind, in the order in which they are offered. */
export const kinds: Record<EvaluatorKind, KindFacts> = {
  JUDGE: { name: 'Judge', says: 'A model grades the answer by a prompt and a scale of yours.', icon: IconGavel, begins: {} },
  TEXT: {
    name: 'Text',
    says: 'Contains, equals or matches given texts, or the expected output.',
    icon: IconLetterCase,
    begins: { mode: 'CONTAINS_ANY', values: [''], ignoreCase: true, whitespace: 'KEEP' },
  },
  JSON: {
    name: 'JSON',
    says: 'Is valid JSON, fits a JSON Schema, or equals the expected output.',
    icon: IconBraces,
    begins: { mode: 'VALID', allowFence: false },
  },
  SIMILARITY: {
    name: 'Similarity',
    says: 'How like the expected output it is, by shared words or by edits.',
    icon: IconEqual,
    begins: { measure: 'TOKEN_F1', passAt: 0.7 },
  },
  LENGTH: {
    name: 'Length',
    says: 'How many characters, words, sentences or tokens it has.',
    icon: IconRuler2,
    begins: { unit: 'WORDS', most: 200 },
  },
  LATENCY: { name: 'Latency', says: 'How long the answer took.', icon: IconClock, begins: { mostMs: 3000 } },
  COST: { name: 'Cost', says: 'What the answer cost.', icon: IconCoin, begins: { most: 0.01 } },
  JAVASCRIPT: {
    name: 'JavaScript',
    says: 'Code of yours, in a sandbox without network and files.',
    icon: IconCode,
    begins: {
      code: "// subject has inputs, output and expected\nconst text = String(subject.output ?? '');\nreturn { pass: text.length > 0, reason: `${text.length} characters` };",
    },
    admin: true,
  },
  HTTP: {
    name: 'HTTP',
    says: 'A service of yours is sent the answer and replies with a verdict.',
    icon: IconWebhook,
    begins: { url: '', timeoutSeconds: 10 },
    admin: true,
  },
};

export const kindOrder = Object.keys(kinds) as EvaluatorKind[];

/** A stored or typed config as an object of fields. */
export const configOf = (json: Json): Config => (typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {});
