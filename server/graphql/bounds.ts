import { type DocumentNode, type FragmentDefinitionNode, GraphQLError, Kind, type SelectionSetNode, visit } from 'graphql';
import type { Config } from '../config.ts';

interface Extent {
  depth: number;
  fields: number;
}

/** How large a valid document is once its fragments are written out, against its bounds. Each fragment is measured once,
 * so that fragments that double one another cost nothing here, while their true size is counted. */
export function outOfBounds(document: DocumentNode, bounds: Config['document']): GraphQLError | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let aliases = 0;
  let directives = 0;
  visit(document, {
    FragmentDefinition: (node) => void fragments.set(node.name.value, node),
    Field: (node) => void (aliases += node.alias ? 1 : 0),
    Directive: () => void (directives += 1),
  });

  const measured = new Map<string, Extent>();
  const ofFragment = (name: string): Extent => {
    const known = measured.get(name);
    if (known) return known;
    // Validation has refused circles already; this only keeps the function total.
    measured.set(name, { depth: 0, fields: 0 });
    const fragment = fragments.get(name);
    const extent = fragment ? of(fragment.selectionSet) : { depth: 0, fields: 0 };
    measured.set(name, extent);
    return extent;
  };
  const of = (set: SelectionSetNode): Extent => {
    const total = { depth: 0, fields: 0 };
    for (const selection of set.selections) {
      const isField = selection.kind === Kind.FIELD;
      let inner: Extent = { depth: 0, fields: 0 };
      if (selection.kind === Kind.FRAGMENT_SPREAD) inner = ofFragment(selection.name.value);
      else if (selection.selectionSet) inner = of(selection.selectionSet);
      total.depth = Math.max(total.depth, inner.depth + (isField ? 1 : 0));
      total.fields += inner.fields + (isField ? 1 : 0);
    }
    return total;
  };

  const total = { depth: 0, fields: 0 };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const extent = of(definition.selectionSet);
    total.depth = Math.max(total.depth, extent.depth);
    total.fields += extent.fields;
  }

  for (const [what, found, most] of [
    ['levels deep', total.depth, bounds.depth],
    ['fields', total.fields, bounds.fields],
    ['aliases', aliases, bounds.aliases],
    ['directives', directives, bounds.directives],
  ] as const) {
    if (found > most) return tooLarge(`The document is too large: ${found} ${what}, at most ${most}.`);
  }
  return null;
}

export const tooLarge = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'DOCUMENT_TOO_LARGE' } });
