import { costOf, models, type Model, promptFor, tokensOf, versionAt } from './assistant.ts';
import type { Verdict } from './content/case.ts';
import { helpCenter } from './content/help-center.ts';
import type { TopicCase } from './content/index.ts';
import { systemPrompt } from './prompts.ts';
import { makeRandom, type Random } from './random.ts';
import type { DemoSpan } from './span.ts';
import { childrenOf } from './span-children.ts';
import { day, type Turn } from './traffic.ts';

/** The spans of one turn: the model call that answers, and beneath it what it used. */
export function spansOf(turn: Turn, now: Date): DemoSpan[] {
  const { case: one, at, sessionId, before } = turn;
  const random = makeRandom(one.id);
  const traceId = random.hex(32);
  const id = random.hex(16);
  const daysAgo = (now.getTime() - at.getTime()) / day;
  const prompt = promptFor(one.topic);
  const version = versionAt(prompt, daysAgo);
  const model = modelFor(one, daysAgo, random);
  const tier = one.tier ?? random.pick(['starter', 'starter', 'growth', 'growth', 'scale'] as const);
  const context = one.docs.map((doc) => `[${doc}] ${helpCenter[doc]}`).join('\n\n');
  const history = before.flatMap(({ asks, answers }) => [
    { role: 'user', content: asks },
    { role: 'assistant', content: answers ?? '' },
  ]);
  const messages = [{ role: 'system', content: systemPrompt(prompt, version) }, ...history, { role: 'user', content: one.asks }];

  const { children, tookMs } = childrenOf({ case: one, tier, traceId, parentId: id, at, random });
  const tokensIn = tokensOf(messages.map(({ content }) => content).join('\n') + context);
  const tokensOut = one.answers === null ? 0 : tokensOf(one.answers);
  const failure = one.fails?.in === 'model' ? one.fails : null;
  const writing = failure ? failure.afterMs : (280 + tokensOut * models[model].msPerToken) * random.spread();
  const durationMs = Math.round(tookMs + writing);
  const { value: feedback, note } = one.feedback ?? { value: chanceFeedback(one.verdict, random), note: undefined };

  const root: DemoSpan = {
    id,
    traceId,
    name: 'answer_question',
    kind: 'MODEL',
    status: failure ? 'ERROR' : 'OK',
    error: failure?.error ?? null,
    startedAt: at.toISOString(),
    endedAt: new Date(at.getTime() + durationMs).toISOString(),
    durationMs,
    model,
    provider: models[model].provider,
    promptName: prompt,
    promptVersion: version,
    variables: { question: one.asks, context, customer_tier: tier },
    messages,
    output: one.answers,
    tokensIn,
    tokensOut,
    cost: costOf(model, tokensIn, tokensOut),
    sessionId,
    userId: `cust_${makeRandom(sessionId).whole(10_000, 99_999)}`,
    tags: tagsOf(one, tier, before.length),
    attributes: {
      topic: one.topic,
      channel: one.topic === 'api' ? random.pick(['docs', 'email', 'chat']) : random.pick(['chat', 'chat', 'chat', 'in-app', 'email']),
      region: regionOf(one.language, random),
      language: one.language ?? 'en',
      customer: { tier, since: now.getUTCFullYear() - random.whole(0, 6), shops: tier === 'scale' ? random.whole(1, 5) : 1 },
      retrieval: { documents: one.docs },
      release: daysAgo < 4 ? 'skipper-42' : 'skipper-41',
      turn: before.length + 1,
    },
    feedback: feedback ?? null,
    feedbackNote: note ?? null,
    scores: one.answers === null || random.chance(0.08) ? null : scoresOf(one.verdict, random),
  };
  return [root, ...children];
}

function modelFor({ topic }: TopicCase, daysAgo: number, random: Random): Model {
  if (topic === 'api') return 'hull-4';
  // A cheaper model of their own is being tried on a quarter of the traffic.
  return daysAgo < 6 && random.chance(0.25) ? 'plover-24b-instruct' : 'hull-4-mini';
}

const regions: Record<string, string> = { ja: 'ap-northeast', zh: 'ap-northeast', pt: 'sa-east', es: 'eu-west' };
const regionOf = (language: string | undefined, random: Random): string =>
  language ? (regions[language] ?? 'eu-central') : random.pick(['us-east', 'us-east', 'us-west', 'eu-west', 'eu-central']);

function tagsOf({ topic, language, fails, priority, feedback }: TopicCase, tier: string, turnsBefore: number): string[] {
  const tags: string[] = [topic];
  if (turnsBefore > 0) tags.push('follow-up');
  if (tier === 'scale') tags.push('key-account');
  if (language) tags.push('translated');
  if (fails) tags.push(/time|deadline/i.test(fails.error) ? 'timeout' : fails.in === 'tool' ? 'tool-error' : 'upstream-error');
  if (priority === 'high' && feedback?.value === 'NEGATIVE') tags.push('escalated');
  return tags;
}

function chanceFeedback(verdict: Verdict, random: Random): 'POSITIVE' | 'NEGATIVE' | undefined {
  if (verdict === 'correct') return random.chance(0.2) ? 'POSITIVE' : random.chance(0.03) ? 'NEGATIVE' : undefined;
  return random.chance(0.25) ? 'NEGATIVE' : random.chance(0.04) ? 'POSITIVE' : undefined;
}

/** What automatic graders made of it: mostly they agree with people, and not always. */
function scoresOf(verdict: Verdict, random: Random): Record<string, number> {
  const usual: Record<Verdict, { faithfulness: number; relevance: number }> = {
    correct: { faithfulness: 0.93, relevance: 0.92 },
    incorrect: { faithfulness: 0.52, relevance: 0.82 },
    hallucination: { faithfulness: 0.24, relevance: 0.84 },
    'off-topic': { faithfulness: 0.61, relevance: 0.22 },
    'too-long': { faithfulness: 0.88, relevance: 0.66 },
  };
  const near = (middle: number): number => {
    const off = (random.next() + random.next() - 1) * 0.22 + (random.chance(0.05) ? 0.3 * (middle > 0.5 ? -1 : 1) : 0);
    return Number(Math.min(1, Math.max(0, middle + off)).toFixed(2));
  };
  return { faithfulness: near(usual[verdict].faithfulness), relevance: near(usual[verdict].relevance) };
}
