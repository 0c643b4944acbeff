import { builder } from '../builder.ts';
import { FeedbackEnum, SpanKindEnum, SpanStatusEnum } from './span-enums.graph.ts';

const ChatMessageInput = builder.inputType('ChatMessageInput', {
  description: 'One message. Other fields beside these (tool calls, names) are kept.',
  fields: (t) => ({
    role: t.string({ required: true }),
    content: t.field({ type: 'JSON', required: true, description: 'A text, or parts.' }),
  }),
});

/** No argument has this type: `importSpans` takes JSON, so that one bad span is refused by itself. It tells the shape. */
builder.inputType('SpanInput', {
  description: 'The shape of each span of importSpans. Null and absent are the same; other fields than these are refused.',
  fields: (t) => ({
    id: t.string({
      required: true,
      description:
        'Yours; unique within its trace. The same id with the same content again changes nothing. At most 256 characters, as every name below.',
    }),
    traceId: t.string({ description: 'The run it belongs to; by default its own id.' }),
    parentId: t.string({ description: 'The id of the step that called it.' }),
    name: t.string({ description: 'By default the prompt’s name, the model or the kind.' }),
    kind: t.field({ type: SpanKindEnum, description: 'By default MODEL.' }),
    status: t.field({ type: SpanStatusEnum, description: 'By default OK, or ERROR where there is an error.' }),
    error: t.string({ description: 'At most 65,536 characters.' }),
    startedAt: t.field({
      type: 'DateTime',
      description: 'With a time zone; by default when it arrives. From the year 2000 to a day ahead.',
    }),
    endedAt: t.field({ type: 'DateTime', description: 'Not before startedAt.' }),
    durationMs: t.float({ description: 'By default from startedAt and endedAt.' }),
    model: t.string(),
    provider: t.string(),
    promptName: t.string(),
    promptVersion: t.string(),
    variables: t.field({ type: 'JSON', description: 'An object; at most 1 MiB, as messages, output and attributes.' }),
    messages: t.field({ type: [ChatMessageInput], description: 'At most 2,000.' }),
    output: t.field({ type: 'JSON' }),
    tokensIn: t.int(),
    tokensOut: t.int(),
    cost: t.float({ description: 'US dollars.' }),
    sessionId: t.string(),
    userId: t.string({ description: 'Your own id of your user.' }),
    tags: t.stringList({ description: 'At most 100.' }),
    attributes: t.field({ type: 'JSON', description: 'An object of whatever you like.' }),
    feedback: t.field({ type: FeedbackEnum }),
    feedbackNote: t.string({ description: 'At most 65,536 characters.' }),
    scores: t.field({ type: 'JSON', description: 'An object of at most 100 numbers by name.' }),
  }),
});
