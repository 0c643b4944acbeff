import { LLMock } from '@copilotkit/aimock';

/** The environment of a server that keeps keys and may call models on this machine. */
export const modelsEnv = { DOCKET_SECRET: 'a secret that is long enough to be one', DOCKET_ALLOW_HOSTS: '127.0.0.1' };

/** A made-up provider of models that speaks all protocols, on a port of its own.
 * @param onEnd What stops it: a test's `onTestFinished`, or a fixture's `onCleanup`. */
export async function startModels(onEnd: (stop: () => Promise<void>) => void): Promise<LLMock> {
  const models = new LLMock({ port: 0 });
  await models.start();
  onEnd(() => models.stop());
  return models;
}
