import { EmptyState } from '../ui/empty-state.tsx';

export function GridPage() {
  return <EmptyState title="GridPage" />;
}
