import { SpanKind, SpanStatus } from '@docket/prisma/generated/client/enums.ts';
import { builder } from '../builder.ts';
import { FEEDBACK, type FeedbackName } from './span-input.ts';
import { spanOrders } from './span-order.ts';

export const SpanKindEnum = builder.enumType(SpanKind, {
  name: 'SpanKind',
  description: 'What the step was.',
});

export const SpanStatusEnum = builder.enumType(SpanStatus, {
  name: 'SpanStatus',
  description: 'Whether the step came to its end. A bad answer is no error; feedback and scores tell of those.',
});

const feedbackNames = Object.keys(FEEDBACK) as FeedbackName[];

export const FeedbackEnum = builder.enumType('Feedback', {
  description: 'What the end user thought.',
  values: feedbackNames,
});

export const SpanOrderEnum = builder.enumType('SpanOrder', {
  description: 'Ties go by id. Where there is no duration or cost to order by, the span comes last.',
  values: spanOrders,
});

/** The name of a feedback as it is stored. */
export const feedbackName = (feedback: number | null): FeedbackName | null =>
  feedbackNames.find((name) => FEEDBACK[name] === feedback) ?? null;
