import { Button, Group, Menu, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowsSort, IconColumns3, IconDownload, IconPlus, IconUpload } from '@tabler/icons-react';
import { useDataset } from '../app/dataset.tsx';
import { useProject } from '../app/project.tsx';
import { RowFilterBar } from '../filter/row-filter-bar.tsx';
import type { RowFilter, RowOrder, RowSearch } from '../filter/row-filter.ts';
import { isAtLeast } from '../session/roles.ts';
import { RowCountText } from '../ui/row-count-text.tsx';
import { AddRow } from './add-row.tsx';
import { ColumnsDialog } from './columns/columns-dialog.tsx';
import { exportUrl } from './export-url.ts';
import { UndoButton } from './undo-button.tsx';
import { UploadRows } from './upload-rows.tsx';
import classes from './grid-page.module.css';

const orders: { value: RowOrder; label: string }[] = [
  { value: 'POSITION', label: 'Oldest first' },
  { value: 'NEWEST', label: 'Newest first' },
  { value: 'RECENTLY_UPDATED', label: 'Changed last' },
];

interface Props {
  search: RowSearch;
  /** What is on screen, slice included: what is exported. */
  filter?: RowFilter;
  total: { value: number; exact: boolean } | null;
  onChange: (search: RowSearch) => void;
  onChanged: () => void;
}

/** Above the grid: the filter; below it how many rows, and what can be done with the dataset. */
export function GridToolbar({ search, filter, total, onChange, onChanged }: Props) {
  const { viewerRole } = useProject();
  const dataset = useDataset();
  const [columns, columnsDialog] = useDisclosure(false);
  const [adding, addDialog] = useDisclosure(false);
  const [uploading, uploadDialog] = useDisclosure(false);
  const canEdit = isAtLeast(viewerRole, 'REVIEWER');
  const isAdmin = isAtLeast(viewerRole, 'ADMIN');
  const subtle = { variant: 'subtle', color: 'gray', size: 'compact-xs' } as const;

  return (
    <>
      <div className={classes.bar} role="search" aria-label="Filter rows">
        <RowFilterBar filter={filter} onChange={(next) => onChange({ ...search, filter: next, slice: undefined })} />
        <span className={classes.space} />
        <Select
          size="xs"
          w={138}
          aria-label="Order"
          data={orders}
          value={search.order ?? 'POSITION'}
          allowDeselect={false}
          leftSection={<IconArrowsSort size={14} />}
          onChange={(value) => onChange({ ...search, order: orders.find((one) => one.value === value && value !== 'POSITION')?.value })}
        />
      </div>
      <Group className={classes.line} justify="space-between" gap="xs">
        <span role="status">
          <RowCountText count={total} one="row" />
        </span>
        <Group gap={2}>
          {canEdit && <UndoButton datasetId={dataset.id} />}
          {isAdmin && (
            <Button {...subtle} leftSection={<IconColumns3 size={14} />} onClick={columnsDialog.open}>
              Columns
            </Button>
          )}
          {canEdit && (
            <Button {...subtle} leftSection={<IconPlus size={14} />} onClick={addDialog.open}>
              Row
            </Button>
          )}
          {canEdit && (
            <Button {...subtle} leftSection={<IconUpload size={14} />} onClick={uploadDialog.open}>
              Upload
            </Button>
          )}
          <Menu position="bottom-end">
            <Menu.Target>
              <Button {...subtle} leftSection={<IconDownload size={14} />}>
                Export
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>These rows, with this filter</Menu.Label>
              <Menu.Item component="a" href={exportUrl(dataset.id, 'csv', filter)} download>
                CSV
              </Menu.Item>
              <Menu.Item component="a" href={exportUrl(dataset.id, 'jsonl', filter)} download>
                JSON Lines
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
      {columns && <ColumnsDialog onClose={columnsDialog.close} />}
      {adding && <AddRow onClose={addDialog.close} />}
      {uploading && <UploadRows onClose={uploadDialog.close} onAdded={onChanged} />}
    </>
  );
}
