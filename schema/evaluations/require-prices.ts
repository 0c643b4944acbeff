import type { Database } from '@docket/prisma/database.ts';
import { costOf } from '../models/prices.ts';
import { pricesOf, providerByName } from '../models/provider-record.ts';
import { storedContent } from '../prompts/prompt-content.ts';
import { InvalidInput } from '../refusals.ts';

/** Refuses a budget where a model has no known price: nothing would ever be spent of it. */
export async function requirePrices(
  db: Database,
  { projectId, promptVersionIds }: { projectId: number; promptVersionIds: readonly number[] },
): Promise<void> {
  const versions = await db.prisma.promptVersion.findMany({
    where: { id: { in: [...promptVersionIds] }, projectId },
    select: { content: true },
  });
  for (const { content } of versions) {
    const { provider: name, model } = storedContent(content);
    const provider = await providerByName(db, projectId, name!);
    const cost = costOf({ kind: provider.kind, prices: pricesOf(provider), model, tokensIn: 1, tokensOut: 1 });
    if (cost === null) {
      throw new InvalidInput(
        `No price is known for ${model} at “${provider.name}”, so a budget would hold nothing back. Enter its price with the provider, or start without a budget.`,
        ['input', 'settings', 'budget'],
      );
    }
  }
}
