import { cacheExchange, type KeyGenerator } from '@urql/exchange-graphcache';
import facts from '../generated/schema-facts.json';

const embedded: Record<string, KeyGenerator> = Object.fromEntries(facts.embedded.map((name) => [name, () => null]));

/**
 * The normalised cache. Nodes are kept by id, everything else inside its parent; so a row that a subscription brings
 * changes on every screen that shows it.
 */
export const makeCache = () =>
  cacheExchange({
    keys: embedded,
    possibleTypes: facts.possibleTypes,
    logger: (severity, message) => {
      // It looks into every branch of a union when it writes, and reports what the answer's own type does not have.
      if (!message.includes('#13')) console[severity](message);
    },
  });
