import { setTimeout } from 'node:timers/promises';
import type { ChatCompletionRequest, TextResponse } from '@copilotkit/aimock';
import { models, type Model, tokensOf } from '../assistant.ts';
import { answerAs } from './answer-as.ts';
import { judgeAs } from './judge-as.ts';

/** The made-up company's models, at an address of this machine. */
export interface ModelServer {
  /** What a provider of the kind OPENAI_COMPATIBLE is given. */
  baseUrl: string;
  /** Host and port, for what guards outgoing calls. */
  host: string;
  /** Whether answers come at once, or take the time that models take. */
  hurry: boolean;
  /** Again does nothing. */
  stop(): Promise<void>;
}

/** Stands in the address, so that it is known again at the next start, on another port. */
const folder = 'harbor-models';
export const isOurs = (baseUrl: string | null): boolean =>
  baseUrl !== null && new RegExp(`^http://127\\.0\\.0\\.1:\\d+/${folder}/v1$`).test(baseUrl);

/** Starts a server on a free port that speaks OpenAI's protocol, and answers out of the demo's own content: no key, no network, and
 * the same answer to the same request each time. */
export async function startModelServer(): Promise<ModelServer> {
  // Only who has the demo loads it.
  const { LLMock } = await import('@copilotkit/aimock');
  const mock = new LLMock({ host: '127.0.0.1', port: 0, logLevel: 'silent', journalMaxEntries: 20, chunkSize: 6 });
  let stopped: Promise<void> | null = null;
  const server: ModelServer = { baseUrl: '', host: '', hurry: false, stop: () => (stopped ??= mock.stop()) };
  mock.addFixture({
    match: { predicate: () => true },
    response: async (request) => {
      const response = responseTo(request);
      if (!request.stream && !server.hurry) await setTimeout(paceOf(request.model, response));
      return response;
    },
    streamingProfile: { ttft: 350, tps: 60, jitter: 0.4 },
  });
  await mock.start();
  return Object.assign(server, { host: `127.0.0.1:${mock.port}`, baseUrl: `http://127.0.0.1:${mock.port}/${folder}/v1` });
}

/** Milliseconds. */
const paceOf = (model: string, { usage }: TextResponse): number =>
  280 + (usage?.completion_tokens ?? 0) * (models[model as Model]?.msPerToken ?? 10);

function responseTo(request: ChatCompletionRequest): TextResponse {
  const texts = request.messages.map(({ role, content }) => ({ role, text: textOf(content) }));
  const textsOf = (role: string): string[] => texts.filter((one) => one.role === role).map(({ text }) => text);
  const scale = scaleOf(request);
  const content = scale
    ? judgeAs({ text: textsOf('user').join('\n\n'), scale })
    : answerAs({ model: request.model, system: textsOf('system').join('\n'), question: textsOf('user').at(-1) ?? '' });
  const [tokensIn, tokensOut] = [tokensOf(texts.map(({ text }) => text).join('\n')), tokensOf(content)];
  return { content, usage: { prompt_tokens: tokensIn, completion_tokens: tokensOut, total_tokens: tokensIn + tokensOut } };
}

const textOf = (content: ChatCompletionRequest['messages'][number]['content']): string =>
  typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join('');

/** The scores that a judge may give; null where something else is asked for. */
function scaleOf({ response_format: format }: ChatCompletionRequest): string[] | null {
  const asked = format as { json_schema?: { schema?: { properties?: { score?: { enum?: unknown[] } } } } } | undefined;
  const scores = asked?.json_schema?.schema?.properties?.score?.enum;
  return scores && scores.length > 0 ? scores.map(String) : null;
}
