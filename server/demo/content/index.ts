import { api } from './api.ts';
import { billing } from './billing.ts';
import { cancellation } from './cancellation.ts';
import type { Case } from './case.ts';
import { checkout } from './checkout.ts';
import { limits } from './limits.ts';
import { refunds } from './refunds.ts';
import { security } from './security.ts';
import { shipping } from './shipping.ts';
import { store } from './store.ts';

/** All cases, by the topic that the assistant's router gives them. */
export const topics = { billing, refunds, shipping, checkout, api, security, cancellation, limits, store } satisfies Record<string, Case[]>;

export type Topic = keyof typeof topics;

export interface TopicCase extends Case {
  topic: Topic;
}

export const cases: TopicCase[] = Object.entries(topics).flatMap(([topic, list]) => list.map((one) => ({ ...one, topic: topic as Topic })));
