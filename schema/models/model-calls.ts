import { type LimitFunction, default as limitTo } from 'p-limit';
import type { Database } from '@docket/prisma/database.ts';
import type { ModelProvider } from '@docket/prisma/generated/client/client.ts';
import { contentHash } from '../monitor/content-hash.ts';
import type { JsonObject } from '../monitor/json-value.ts';
import { KeptAnswers } from './kept-answers.ts';
import { type ModelAnswer, ModelFailed, type ModelPort, type ModelRequest } from './model-port.ts';
import { costOf } from './prices.ts';
import { connectionOf, pricesOf } from './provider-record.ts';
import { SecretLost, type Secrets } from './secrets.ts';

/** An answer, with what it cost. */
export interface PricedAnswer extends ModelAnswer {
  /** US dollars; nought when it was kept from an earlier call; null when nobody knows. */
  cost: number | null;
  /** Whether it was kept from an earlier call of the same request, so that none was made. */
  cached: boolean;
}

export interface AskModel {
  provider: ModelProvider;
  request: ModelRequest;
  /** Whether an answer to the very same request may be given again. */
  cache: boolean;
  signal?: AbortSignal;
}

export type PricedStreamPart = { kind: 'text'; text: string } | { kind: 'answer'; answer: PricedAnswer };

/** The one way by which rules ask models: it knows keys, prices, what was answered before, and how many calls a provider
 * takes at once from this process. */
export interface ModelCalls {
  /** Throws ModelFailed. */
  ask(asked: AskModel): Promise<PricedAnswer>;
  /** The same, told while it comes; never from what was kept. */
  stream(asked: Omit<AskModel, 'cache'>): AsyncIterable<PricedStreamPart>;
  /** Lets go of kept answers that are older than this. */
  forget(days: number): Promise<void>;
  /** Resolves when all answers that are to be kept are. */
  settled(): Promise<void>;
}

export function makeModelCalls({ db, models, secrets }: { db: Database; models: ModelPort; secrets: Secrets }): ModelCalls {
  const kept = new KeptAnswers(db);
  const limits = new Map<number, LimitFunction>();
  const limitOf = ({ id, concurrency }: ModelProvider): LimitFunction => {
    const limit = limits.get(id) ?? limitTo(concurrency);
    limits.set(id, limit);
    if (limit.concurrency !== concurrency) limit.concurrency = concurrency;
    return limit;
  };

  const connect = (provider: ModelProvider) => {
    try {
      return connectionOf(provider, secrets);
    } catch (error) {
      throw error instanceof SecretLost ? new ModelFailed('KEY_REFUSED', `The key of “${provider.name}”: ${error.message}`, 0) : error;
    }
  };

  const priced = (answer: ModelAnswer, provider: ModelProvider, { model }: ModelRequest): PricedAnswer => {
    const { tokensIn, tokensOut } = answer;
    return { ...answer, cost: costOf({ kind: provider.kind, prices: pricesOf(provider), model, tokensIn, tokensOut }), cached: false };
  };

  return {
    forget: (days) => kept.forget(days),
    settled: () => kept.settled(),

    async ask({ provider, request, cache, signal }) {
      const { projectId } = provider;
      const key = cache ? keyOf(provider, request) : '';
      const before = cache ? await kept.find({ projectId, key }) : null;
      if (before) return { ...before, cost: 0, cached: true };
      const connection = connect(provider);
      const answer = await limitOf(provider)(() => {
        if (signal?.aborted) throw new ModelFailed('CANCELLED', 'The call was given up.', 0);
        return models.call(connection, request, signal);
      });
      if (cache) kept.keep({ projectId, key, answer });
      return priced(answer, provider, request);
    },

    async *stream({ provider, request, signal }) {
      const connection = connect(provider);
      for await (const part of models.stream(connection, request, signal)) {
        yield part.kind === 'text' ? part : { kind: 'answer', answer: priced(part.answer, provider, request) };
      }
    },
  };
}

/** What makes a request the same: where it goes and all that is sent. Not the key, nor how long we wait. */
const keyOf = ({ kind, baseUrl }: ModelProvider, request: ModelRequest): string =>
  contentHash({ kind, baseUrl, request: request as unknown as JsonObject });
