import { EmptyState } from '../ui/empty-state.tsx';

export function DatasetsPage() {
  return <EmptyState title="DatasetsPage" />;
}
