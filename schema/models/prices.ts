import { calcPrice } from '@pydantic/genai-prices';
import type { ProviderKind } from './model-port.ts';

/** US dollars for a million tokens. */
export interface ModelPrice {
  in: number;
  out: number;
}

const catalogue: Partial<Record<ProviderKind, string>> = { OPENAI: 'openai', ANTHROPIC: 'anthropic', GOOGLE: 'google' };

interface Spent {
  kind: ProviderKind;
  /** The project's own prices by model, which go first. */
  prices: { [model: string]: ModelPrice };
  model: string;
  tokensIn: number | null;
  tokensOut: number | null;
}

/** What an answer cost, in US dollars: by the provider's own prices, else by Pydantic's catalogue of list prices, as bundled.
 * Null where neither knows the model, or the tokens are not known: an unknown cost is not nought. */
export function costOf({ kind, prices, model, tokensIn, tokensOut }: Spent): number | null {
  if (tokensIn === null || tokensOut === null) return null;
  const own = Object.hasOwn(prices, model) ? prices[model] : undefined;
  if (own) return (tokensIn * own.in + tokensOut * own.out) / 1_000_000;
  const providerId = catalogue[kind];
  if (!providerId) return null;
  return calcPrice({ input_tokens: tokensIn, output_tokens: tokensOut }, model, { providerId })?.total_price ?? null;
}
