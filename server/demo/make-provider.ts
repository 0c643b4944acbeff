import type { Services } from '@docket/schema/context.ts';
import { createProvider } from '@docket/schema/models/change-providers.ts';
import type { Database } from '@docket/prisma/database.ts';
import { demoSlug } from './accounts.ts';
import { models } from './assistant.ts';
import { isOurs } from './model/model-server.ts';

/** As the prompts name it. */
export const providerName = 'openhull';

/** The made-up company's provider of models, at this address. */
export async function makeProvider(services: Services, { projectId, baseUrl }: { projectId: number; baseUrl: string }): Promise<number> {
  const prices = Object.entries(models).map(([model, price]) => ({ model, in: price.in, out: price.out }));
  return createProvider(services, { projectId, kind: 'OPENAI_COMPATIBLE', name: providerName, baseUrl, prices, timeoutSeconds: 30 });
}

/** Says where the models are since this start. Whoever has given the provider another address keeps it. */
export async function moveProvider({ prisma }: Database, baseUrl: string): Promise<void> {
  const providers = await prisma.modelProvider.findMany({ where: { project: { slug: demoSlug } }, select: { id: true, baseUrl: true } });
  const ids = providers.filter((provider) => isOurs(provider.baseUrl)).map(({ id }) => id);
  await prisma.modelProvider.updateMany({ where: { id: { in: ids } }, data: { baseUrl } });
}
