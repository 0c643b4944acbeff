import type { SpanKind, SpanStatus } from '@docket/prisma/generated/client/enums.ts';
import type { JsonObject, JsonValue } from './json-value.ts';

export interface ChatMessage {
  role: string;
  /** Text, parts, or whatever else the sender gave. */
  content?: JsonValue;
}

/** A span as the statements of this feature read it. */
export interface SpanRecord {
  id: number;
  projectId: number;
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  name: string;
  kind: SpanKind;
  status: SpanStatus;
  error: string | null;
  startedAt: Date;
  endedAt: Date | null;
  durationMs: number | null;
  model: string | null;
  provider: string | null;
  promptName: string | null;
  promptVersion: string | null;
  variables: JsonObject;
  messages: ChatMessage[] | null;
  output: JsonValue;
  tokensIn: number | null;
  tokensOut: number | null;
  cost: number | null;
  sessionId: string | null;
  endUserId: string | null;
  tags: string[];
  attributes: JsonObject;
  feedback: number | null;
  feedbackNote: string | null;
  scores: JsonObject;
}

/** The columns of `SpanRecord`, of the table `span` under the name `s`. */
export const SPAN_COLUMNS = `s.id, s.project_id AS "projectId", s.trace_id AS "traceId", s.span_id AS "spanId",
  s.parent_span_id AS "parentSpanId", s.name, s.kind, s.status, s.error, s.started_at AS "startedAt",
  s.ended_at AS "endedAt", s.duration_ms AS "durationMs", s.model, s.provider, s.prompt_name AS "promptName",
  s.prompt_version AS "promptVersion", s.variables, s.messages, s.output, s.tokens_in AS "tokensIn",
  s.tokens_out AS "tokensOut", s.cost, s.session_id AS "sessionId", s.end_user_id AS "endUserId", s.tags,
  s.attributes, s.feedback, s.feedback_note AS "feedbackNote", s.scores`;
