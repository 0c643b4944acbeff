import { useState } from 'react';
import type { RowFilter } from '../../filter/row-filter.ts';
import { replaced, toFilter, toTree } from './filter-tree.ts';
import { RuleGroup } from './rule-group.tsx';
import type { Choices } from './rule-value.tsx';

interface Props extends Choices {
  /** What it starts from; a new value needs a new `key`. */
  initial: RowFilter | undefined;
  /** The filter as it is built; undefined while it asks for nothing. */
  onChange: (filter: RowFilter | undefined) => void;
}

/** Builds a row filter out of conditions over columns and the row, with and, or, not. */
export function FilterBuilder({ initial, onChange, ...choices }: Props) {
  const [tree, setTree] = useState(() => toTree(initial));
  return (
    <RuleGroup
      {...choices}
      group={tree}
      depth={0}
      onChange={(id, node) => {
        const next = replaced(tree, id, node);
        setTree(next);
        onChange(toFilter(next));
      }}
    />
  );
}
