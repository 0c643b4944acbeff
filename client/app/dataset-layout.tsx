import { Outlet, useParams } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { graphql, readFragment } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { Lost } from './bad-link.tsx';
import { Dataset_shell, DatasetProvider } from './dataset.tsx';
import { datasetId } from './ids.ts';

const DatasetLayout_query = graphql(
  `
    query DatasetLayout_query($id: ID!) {
      dataset(id: $id) { id ...Dataset_shell }
    }
  `,
  [Dataset_shell],
);

/** `/p/$project/d/$dataset`: loads the dataset and its columns for the pages within. */
export function DatasetLayout() {
  const { dataset: number } = useParams({ from: '/signed-in/p/$project/d/$dataset' });
  const [{ data, error }, again] = useQuery({ query: DatasetLayout_query, variables: { id: datasetId(number) } });
  const dataset = readFragment(Dataset_shell, data?.dataset);

  if (dataset) {
    return (
      <DatasetProvider value={dataset} key={dataset.id}>
        <Outlet />
      </DatasetProvider>
    );
  }
  if (error) return <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} />;
  return data ? <Lost /> : <PageSkeleton />;
}
