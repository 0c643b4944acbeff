import { builder } from '../builder.ts';
import { spansByIds, spansOfTraces, type TraceKey } from './load-spans.ts';
import { feedbackName, FeedbackEnum, SpanKindEnum, SpanStatusEnum } from './span-enums.graph.ts';
import type { SpanRecord } from './span-record.ts';
import { contentText, inputText, outputText } from './span-text.ts';

const Score = builder.objectRef<{ name: string; value: number }>('Score').implement({
  description: 'What an evaluator or a rule of the application made of a span.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Of the sender’s choosing, and the names of evaluators that run on spans.' }),
    value: t.exposeFloat('value', { description: 'In the sender’s unit; often 0 to 1.' }),
  }),
});

const ChatMessage = builder.objectRef<{ role: string; content: string }>('ChatMessage').implement({
  description: 'One message of the conversation that a model was given.',
  fields: (t) => ({
    role: t.exposeString('role', { description: 'system, user, assistant, tool, or what the sender calls it.' }),
    content: t.exposeString('content', { description: 'As text; parts that are no text are written as JSON.' }),
  }),
});

/** A resolver may answer with a record or with its id: ids of one moment are read in one statement. Who answers has
 * checked that the viewer may see the span's project. */
export const SpanRef = builder.loadableNodeRef('Span', {
  id: { resolve: ({ id }) => id },
  load: (ids: number[], { db }) => spansByIds(db, ids),
  toKey: ({ id }: SpanRecord) => id,
});

SpanRef.implement({
  description:
    'One recorded step of an LLM application: a model call, a tool, a retrieval… Never changes once it is there, but for scores that evaluators add.',
  fields: (t) => ({
    spanId: t.exposeString('spanId', { description: 'The sender’s id; unique within the trace.' }),
    traceId: t.exposeString('traceId', {
      description: 'Which run of the application it belongs to. Its own id when the sender gave none.',
    }),
    parentSpanId: t.exposeString('parentSpanId', {
      nullable: true,
      description: 'The sender’s id of the step that called it; it may not be here (yet).',
    }),
    name: t.exposeString('name', { description: 'What the application calls the step; else its prompt, model or kind.' }),
    kind: t.expose('kind', { type: SpanKindEnum, description: 'What the step was.' }),
    status: t.expose('status', { type: SpanStatusEnum, description: 'Whether it came to its end.' }),
    error: t.exposeString('error', { nullable: true, description: 'What went wrong, in the application’s words.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      description: 'When it began; when it arrived here, where the sender did not say.',
    }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
    durationMs: t.exposeFloat('durationMs', {
      nullable: true,
      description: 'Milliseconds; from beginning and end where the sender gave no finer value.',
    }),
    model: t.exposeString('model', { nullable: true, description: 'The model, as the provider calls it.' }),
    provider: t.exposeString('provider', { nullable: true, description: 'Who runs the model.' }),
    promptName: t.exposeString('promptName', { nullable: true, description: 'The prompt it was made with.' }),
    promptVersion: t.exposeString('promptVersion', { nullable: true, description: 'The version of the prompt.' }),
    variables: t.expose('variables', { type: 'JSON', description: 'The prompt’s input variables, by name. An object.' }),
    messages: t.field({
      type: [ChatMessage],
      description: 'The messages that the model was given; empty where the sender gave none.',
      resolve: ({ messages }) => (messages ?? []).map(({ role, content }) => ({ role, content: contentText(content) })),
    }),
    output: t.expose('output', { type: 'JSON', nullable: true, description: 'What came out: a text or any JSON.' }),
    outputText: t.string({ description: 'The output as text, for showing; "" where there is none.', resolve: outputText }),
    inputText: t.string({
      description: 'One line of at most 500 characters, for lists: the main variable or the user’s last message.',
      resolve: inputText,
    }),
    tokensIn: t.exposeInt('tokensIn', { nullable: true, description: 'Tokens that went in.' }),
    tokensOut: t.exposeInt('tokensOut', { nullable: true, description: 'Tokens that came out.' }),
    cost: t.exposeFloat('cost', { nullable: true, description: 'US dollars.' }),
    sessionId: t.exposeString('sessionId', { nullable: true, description: 'The conversation or visit that it belongs to.' }),
    endUserId: t.exposeString('endUserId', { nullable: true, description: 'The application’s own id of its user.' }),
    tags: t.exposeStringList('tags', { description: 'Each once, in the sender’s order.' }),
    attributes: t.expose('attributes', { type: 'JSON', description: 'Whatever else the sender told, by name. An object.' }),
    feedback: t.field({
      type: FeedbackEnum,
      nullable: true,
      description: 'What the end user thought; null when they did not say.',
      resolve: ({ feedback }) => feedbackName(feedback),
    }),
    feedbackNote: t.exposeString('feedbackNote', { nullable: true, description: 'What the end user wrote about it.' }),
    scores: t.field({
      type: [Score],
      description: 'By name.',
      resolve: ({ scores }) => Object.entries(scores).map(([name, value]) => ({ name, value: Number(value) })),
    }),
    trace: t.loadableList({
      type: SpanRef,
      description: 'All steps of its trace, this one too, in the order in which they began; at most 500.',
      // By text, so that equal traces are read once; not kept, since a trace grows.
      loaderOptions: { cache: false },
      load: (keys: string[], { db }) => spansOfTraces(db, keys.map(traceOf)),
      resolve: ({ projectId, traceId }) => JSON.stringify({ projectId, traceId }),
    }),
  }),
});

const traceOf = (key: string): TraceKey => JSON.parse(key) as TraceKey;
