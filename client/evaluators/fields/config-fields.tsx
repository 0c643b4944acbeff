import type { ComponentType } from 'react';
import type { EvaluatorKind } from '../evaluator-documents.ts';
import { CodeFields, HttpFields } from './code-fields.tsx';
import type { FieldProps } from './field-props.ts';
import { JsonFields } from './json-fields.tsx';
import { JudgeFields } from './judge-fields.tsx';
import { CostFields, LatencyFields, LengthFields, SimilarityFields } from './number-fields.tsx';
import { TextFields } from './text-fields.tsx';

const fields: Record<EvaluatorKind, ComponentType<FieldProps>> = {
  JUDGE: JudgeFields,
  TEXT: TextFields,
  JSON: JsonFields,
  SIMILARITY: SimilarityFields,
  LENGTH: LengthFields,
  LATENCY: LatencyFields,
  COST: CostFields,
  JAVASCRIPT: CodeFields,
  HTTP: HttpFields,
};

/** The settings of a kind. */
export function ConfigFields({ kind, ...props }: FieldProps & { kind: EvaluatorKind }) {
  const Fields = fields[kind];
  return <Fields {...props} />;
}
