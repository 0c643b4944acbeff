import { useDocumentTitle } from '@mantine/hooks';
import { IconTags } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useDataset } from '../app/dataset.tsx';
import { ConnectionBanner } from '../offline/connection-banner.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { AgreementBar, ratedColumns } from './agreement-bar.tsx';
import { FollowedAgreement } from './followed-agreement.tsx';
import classes from './agreement.module.css';

/** `/p/$project/d/$dataset/agreement`: how far the reviewers of the same rows say the same. Everything on it moves by itself. */
export function AgreementPage() {
  const dataset = useDataset();
  const search = useSearch({ from: '/signed-in/p/$project/d/$dataset/agreement' });
  const navigate = useNavigate({ from: '/p/$project/d/$dataset/agreement' });
  // Following anew is asking again.
  const [attempt, setAttempt] = useState(0);
  useDocumentTitle(`Agreement · ${dataset.name}`);
  const columns = ratedColumns(dataset.columns);
  const column = columns.find(({ key }) => key === (search.column ?? 'feedback_category')) ?? columns[0];

  if (!column) {
    return (
      <EmptyState title="There is no label to agree on" icon={<IconTags size={22} stroke={1.6} />}>
        Agreement is about a label column that reviewers fill. This dataset has none; an admin can add one in its grid.
      </EmptyState>
    );
  }
  return (
    <>
      <ConnectionBanner>These are the last figures that came. They catch up by themselves.</ConnectionBanner>
      <div className={classes.page}>
        <AgreementBar columns={columns} column={column.key} onColumn={(key) => void navigate({ search: { column: key }, replace: true })} />
        <FollowedAgreement
          key={`${dataset.id} ${column.key} ${attempt}`}
          datasetId={dataset.id}
          column={column.key}
          search={search}
          onSearch={(change) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true })}
          onRetry={() => setAttempt(attempt + 1)}
        />
      </div>
    </>
  );
}
