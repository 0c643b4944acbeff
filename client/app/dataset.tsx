import { createContext, use } from 'react';
import { graphql, type ResultOf } from '../graphql/graphql.ts';

export const Column_full = graphql(`
  fragment Column_full on DatasetColumn @_unmask {
    id
    key
    title
    description
    role
    type
    system
    position
    retired
    options {
      id
      value
      color
      position
      retired
    }
  }
`);

export const Dataset_shell = graphql(
  `
    fragment Dataset_shell on Dataset {
      id
      name
      description
      claimSeconds
      reviewsRequired
      severalReviews
      size
      queueSize
      columns {
        ...Column_full
      }
    }
  `,
  [Column_full],
);

export type Column = ResultOf<typeof Column_full>;
export type ShellDataset = ResultOf<typeof Dataset_shell>;

/** Loads the dataset again: after its columns changed, here or elsewhere. */
const ReloadContext = createContext<() => void>(() => undefined);
export const DatasetReloadProvider = ReloadContext;
export const useReloadDataset = (): (() => void) => use(ReloadContext);

const DatasetContext = createContext<ShellDataset | null>(null);
export const DatasetProvider = DatasetContext;

/** The dataset that is open, with its columns in order (retired ones left out). Only within `/p/$project/d/$dataset`. */
export function useDataset(): ShellDataset {
  const dataset = use(DatasetContext);
  if (!dataset) throw new Error('useDataset is for pages within a dataset.');
  return dataset;
}
