import { EmptyState } from '../ui/empty-state.tsx';

export function SettingsPage() {
  return <EmptyState title="SettingsPage" />;
}
