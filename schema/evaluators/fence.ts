import { createHash } from 'node:crypto';

/** Keeps data apart from instructions in what a model reads. */
export interface Fence {
  /** Stands in both delimiters, and in none of the texts. */
  nonce: string;
  wrap(text: string): string;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/**
 * A fence for these texts. Its nonce is made of all of them: the same texts have the same one, so that a judge's answer can be
 * kept, and no text can name the nonce of a request that it is part of, since the text itself decides it. Who found one that
 * does all the same would only get another nonce.
 *
 * The idea is "spotlighting" by delimiters: Hines et al., "Defending Against Indirect Prompt Injection Attacks" (2024).
 */
export function makeFence(texts: readonly string[]): Fence {
  const all = JSON.stringify(texts);
  const written = all.toLowerCase();
  let nonce = hashOf(all);
  while (written.includes(nonce)) nonce = hashOf(`${nonce} ${all}`);
  return { nonce, wrap: (text) => `<data-${nonce}>\n${text}\n</data-${nonce}>` };
}
