import { costOf, tokensOf } from './assistant.ts';
import { helpCenter } from './content/help-center.ts';
import type { Topic, TopicCase } from './content/index.ts';
import type { Random } from './random.ts';
import type { DemoSpan } from './span.ts';

interface Family {
  case: TopicCase;
  tier: string;
  traceId: string;
  parentId: string;
  at: Date;
  random: Random;
}

/** Topics whose answers depend on the plan, so that the assistant looks at the shop first. */
const looksUpShop: ReadonlySet<Topic> = new Set(['billing', 'refunds', 'cancellation', 'limits']);

/** The steps beneath a model call, one after the other. `tookMs` is how long they took together. */
export function childrenOf({ case: one, tier, traceId, parentId, at, random }: Family): { children: DemoSpan[]; tookMs: number } {
  const children: DemoSpan[] = [];
  let tookMs = random.whole(8, 30);
  const add = (durationMs: number, span: Record<string, unknown> & { kind: string }): DemoSpan => {
    const started = at.getTime() + tookMs;
    const made: DemoSpan = {
      id: random.hex(16),
      traceId,
      parentId,
      ...span,
      startedAt: new Date(started).toISOString(),
      endedAt: new Date(started + durationMs).toISOString(),
      durationMs,
      tags: [one.topic],
    };
    children.push(made);
    tookMs += durationMs + random.whole(1, 9);
    return made;
  };

  if (one.blockedBy || random.chance(0.12)) {
    add(random.whole(35, 140), {
      kind: 'GUARDRAIL',
      name: 'input_guardrail',
      variables: { text: one.asks },
      output: one.blockedBy ? { allowed: false, rule: one.blockedBy, confidence: 0.98 } : { allowed: true },
    });
  }
  if (random.chance(0.3)) add(Math.round(55 * random.spread()), embedding(one));
  retrieve(one, random, add);
  if (looksUpShop.has(one.topic) && random.chance(0.45)) {
    const shop = `shop_${String(random.whole(1, 9999)).padStart(4, '0')}`;
    const output = { plan: tier, billed: random.pick(['monthly', 'monthly', 'yearly']), status: 'active', products: random.whole(4, 90) };
    add(Math.round(140 * random.spread()), { kind: 'TOOL', name: 'get_shop', variables: { shop }, output, attributes: { attempts: 1 } });
  }
  if (one.tool) {
    const failure = one.fails?.in === 'tool' ? one.fails : null;
    add(failure ? failure.afterMs : Math.round(260 * random.spread()), {
      kind: 'TOOL',
      name: one.tool.name,
      status: failure ? 'ERROR' : 'OK',
      error: failure?.error ?? null,
      variables: one.tool.input,
      output: failure ? null : one.tool.output,
      attributes: { attempts: failure ? 3 : 1 },
    });
  }
  return { children, tookMs };
}

function embedding({ asks }: TopicCase): Record<string, unknown> & { kind: string } {
  const tokensIn = tokensOf(asks);
  return {
    kind: 'EMBEDDING',
    name: 'embed_question',
    model: 'hull-embed-2',
    provider: 'openhull',
    variables: { text: asks },
    output: null,
    tokensIn,
    cost: costOf('hull-embed-2', tokensIn, 0),
    attributes: { dimensions: 1024 },
  };
}

function retrieve(
  { asks, docs, fails }: TopicCase,
  random: Random,
  add: (ms: number, span: Record<string, unknown> & { kind: string }) => DemoSpan,
): void {
  const failure = fails?.in === 'retrieval' ? fails : null;
  const found = docs.map((id, index) => ({
    id,
    score: Number((0.91 - index * 0.09 - random.next() * 0.06).toFixed(3)),
    text: helpCenter[id],
  }));
  add(failure ? failure.afterMs : Math.round(110 * random.spread()), {
    kind: 'RETRIEVAL',
    name: 'search_help_center',
    status: failure ? 'ERROR' : 'OK',
    error: failure?.error ?? null,
    variables: { query: asks, top_k: 4 },
    output: failure ? null : found,
    attributes: { index: 'help-center', found: found.length },
  });
}
