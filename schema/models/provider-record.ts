import type { Database } from '@docket/prisma/database.ts';
import type { ModelProvider } from '@docket/prisma/generated/client/client.ts';
import { InvalidInput } from '../refusals.ts';
import type { ModelConnection } from './model-port.ts';
import type { ModelPrice } from './prices.ts';
import type { Secrets } from './secrets.ts';

export const pricesOf = ({ prices }: Pick<ModelProvider, 'prices'>) => prices as unknown as { [model: string]: ModelPrice };

/** Whose a provider's key is, for `Secrets`. */
export const keyOwner = (id: number): string => `ModelProvider ${id}`;

/** The provider that a prompt names, or InvalidInput that says which there are. */
export async function providerByName({ prisma }: Database, projectId: number, name: string): Promise<ModelProvider> {
  const provider = await prisma.modelProvider.findUnique({ where: { projectId_name: { projectId, name } } });
  if (provider) return provider;
  const there = await prisma.modelProvider.findMany({ where: { projectId }, select: { name: true }, orderBy: { name: 'asc' } });
  throw new InvalidInput(
    there.length > 0
      ? `This project has no provider “${name}”. It has ${there.map((one) => `“${one.name}”`).join(', ')}.`
      : `This project has no provider of models yet. Add “${name}” in its settings.`,
    ['provider'],
  );
}

/** How to reach a provider, with its key in the clear. Throws SecretLost. */
export const connectionOf = (provider: ModelProvider, secrets: Secrets): ModelConnection => ({
  kind: provider.kind,
  baseUrl: provider.baseUrl,
  apiKey: provider.keySealed === null ? null : secrets.open(provider.keySealed, keyOwner(provider.id)),
  timeoutMs: provider.timeoutSeconds * 1000,
  attempts: provider.attempts,
});
