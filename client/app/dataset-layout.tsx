import { Outlet, useParams } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useQuery } from 'urql';
import { graphql, readFragment } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { Lost } from './bad-link.tsx';
import { Dataset_shell, DatasetProvider, DatasetReloadProvider } from './dataset.tsx';
import { datasetId } from './ids.ts';

const DatasetLayout_query = graphql(
  `
    query DatasetLayout_query($id: ID!) {
      dataset(id: $id) {
        id
        ...Dataset_shell
      }
    }
  `,
  [Dataset_shell],
);

/** `/p/$project/d/$dataset`: loads the dataset and its columns for the pages within. */
export function DatasetLayout() {
  const { dataset: number } = useParams({ from: '/signed-in/p/$project/d/$dataset' });
  const [{ data, error }, again] = useQuery({ query: DatasetLayout_query, variables: { id: datasetId(number) } });
  const dataset = readFragment(Dataset_shell, data?.dataset);
  const reload = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);

  if (dataset) {
    return (
      <DatasetProvider value={dataset} key={dataset.id}>
        <DatasetReloadProvider value={reload}>
          <Outlet />
        </DatasetReloadProvider>
      </DatasetProvider>
    );
  }
  if (error) return <ErrorState message={failureText(error)} retry={reload} />;
  return data ? <Lost /> : <PageSkeleton />;
}
