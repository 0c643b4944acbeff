import { builder } from '../builder.ts';
import type { FinishReason, ToolCall } from './model-port.ts';
import type { PricedAnswer } from './model-calls.ts';

const FinishReasonEnum = builder.enumType('FinishReason', {
  description: 'Why an answer ended.',
  values: {
    STOP: { value: 'stop', description: 'It was done.' },
    LENGTH: { value: 'length', description: 'It came to the most tokens it may have.' },
    TOOL_CALLS: { value: 'tool-calls', description: 'It called tools.' },
    CONTENT_FILTER: { value: 'content-filter', description: 'The provider held it back.' },
    OTHER: { value: 'other', description: 'For another reason.' },
  } satisfies Record<string, { value: FinishReason; description: string }>,
});

const ToolCallRef = builder.objectRef<ToolCall>('ToolCall').implement({
  description: 'A tool that the model called. Nobody ran it.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Which.' }),
    arguments: t.expose('arguments', { type: 'JSON', description: 'With what.' }),
  }),
});

export const ModelAnswerRef = builder.objectRef<PricedAnswer>('ModelAnswer').implement({
  description: 'What a model answered.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'Empty where it only called tools.' }),
    toolCalls: t.expose('toolCalls', { type: [ToolCallRef], description: 'What it called.' }),
    finish: t.expose('finish', { type: FinishReasonEnum, description: 'Why it ended.' }),
    tokensIn: t.exposeInt('tokensIn', { nullable: true, description: 'Null where the provider does not say.' }),
    tokensOut: t.exposeInt('tokensOut', { nullable: true, description: 'Null where the provider does not say.' }),
    latencyMs: t.exposeFloat('latencyMs', { description: 'From sending to the last byte, of the attempt that succeeded.' }),
    attempts: t.exposeInt('attempts', { description: 'How many attempts it took.' }),
    cost: t.exposeFloat('cost', { nullable: true, description: 'US dollars; null where no price is known.' }),
    cached: t.exposeBoolean('cached', { description: 'Whether it was kept from an earlier call of the same request.' }),
  }),
});
