import { LLMock } from '@copilotkit/aimock';
import { model, reply } from '../evaluators/kit.ts';

/** A model that judges, and answers nobody while it has been asked of more questions than `allowed`. */
export async function gatedModel() {
  const models = new LLMock({ port: 0 });
  await models.start();
  const asked = new Map<string, number>();
  const gate = { asked, allowed: 0, url: models.url, stop: () => models.stop() };
  models.addFixture({
    match: { model },
    response: async (request) => {
      const question = /Question \d+/.exec(String(request.messages.at(-1)?.content))![0];
      asked.set(question, (asked.get(question) ?? 0) + 1);
      while (asked.size > gate.allowed) await new Promise((resolve) => setTimeout(resolve, 20));
      return { content: reply(2), usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } };
    },
  });
  return gate;
}
