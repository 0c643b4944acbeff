import { builder } from '../builder.ts';
import { FeedbackEnum, SpanKindEnum, SpanStatusEnum } from './span-enums.graph.ts';

export const NumberRange = builder.inputType('NumberRange', {
  description: 'Both bounds belong to the range; a span without the number is in none.',
  fields: (t) => ({ min: t.float({ description: 'At least.' }), max: t.float({ description: 'At most.' }) }),
});

export const AttributeFilter = builder.inputType('AttributeFilter', {
  description: 'Conditions on one attribute; at least one, and those that are given hold at once.',
  fields: (t) => ({
    key: t.string({
      required: true,
      description:
        'The name of an attribute, dots and all; where there is none of that name, a dotted path into one ("user.plan", "items.0.sku").',
    }),
    equals: t.field({ type: 'JSON', description: 'The same JSON value; the order of names does not matter. Null is no condition.' }),
    contains: t.string({ description: 'In a text, at any depth of the value; whatever the case.' }),
    exists: t.boolean({ description: 'True: the span has it. False: it has not.' }),
    greater: t.float({ description: 'A number above this one.' }),
    less: t.float({ description: 'A number below this one.' }),
  }),
});

export const ScoreFilter = builder.inputType('ScoreFilter', {
  description: 'Spans that have the score, within the bounds.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The score’s name.' }),
    min: t.float({ description: 'At least.' }),
    max: t.float({ description: 'At most.' }),
  }),
});

export const SpanFilterInput = builder.inputType('SpanFilter', {
  description: 'Which spans: all conditions hold at once. What is null, absent or an empty list is no condition.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'Began then or later.' }),
    to: t.field({ type: 'DateTime', description: 'Began before.' }),
    status: t.field({ type: SpanStatusEnum }),
    kind: t.field({ type: [SpanKindEnum], description: 'One of these.' }),
    durationMs: t.field({ type: NumberRange, description: 'Milliseconds.' }),
    cost: t.field({ type: NumberRange, description: 'US dollars.' }),
    model: t.stringList({ description: 'One of these.' }),
    promptName: t.stringList({ description: 'One of these.' }),
    promptVersion: t.string(),
    sessionId: t.string(),
    traceId: t.string(),
    tags: t.stringList({ description: 'All of these.' }),
    feedback: t.field({ type: [FeedbackEnum], description: 'One of these.' }),
    score: t.field({ type: [ScoreFilter], description: 'All of these.' }),
    attributes: t.field({ type: [AttributeFilter], description: 'All of these.' }),
    text: t.string({
      description:
        'In a text of the input (variables or messages) or the output, whatever the case. Without an index: a search that takes longer than 5 s is refused; a time range makes it fast.',
    }),
  }),
});
