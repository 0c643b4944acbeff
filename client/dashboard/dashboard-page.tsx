import { EmptyState } from '../ui/empty-state.tsx';

export function DashboardPage() {
  return <EmptyState title="DashboardPage" />;
}
