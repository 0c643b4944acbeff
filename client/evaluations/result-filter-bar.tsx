import { Button, Group, Select } from '@mantine/core';
import { numberOf } from '../app/ids.ts';
import type { Grade } from '../evaluators/evaluator-documents.ts';
import { grades } from '../evaluators/grade-badge.tsx';
import type { PageEvaluation, RowState } from './evaluation-documents.ts';
import type { ResultSearch } from './evaluation-search.ts';
import classes from './evaluations.module.css';

const states: Record<RowState, string> = { DONE: 'Done', FAILED: 'Failed', WAITING: 'Waiting', LEASED: 'Under way' };
const choice = <Key extends string>(names: Record<Key, string>) =>
  (Object.keys(names) as Key[]).map((value) => ({ value, label: names[value] }));
const gradeNames = { PASS: grades.PASS.name, FAIL: grades.FAIL.name, UNKNOWN: grades.UNKNOWN.name };

interface Props {
  evaluation: PageEvaluation;
  search: ResultSearch;
  onChange: (search: ResultSearch) => void;
  /** What the list says of itself. */
  status: string;
}

const label = (column: string, value: string) => JSON.stringify([column, value]);

/** Narrows the results: by state, by verdict and whose, by a label. */
export function ResultFilterBar({ evaluation, search, onChange, status }: Props) {
  const columns = evaluation.dataset.columns.filter((column) => column.type === 'LABEL' && !column.system && column.options.length > 0);
  const isFiltered = Boolean(search.state ?? search.grade ?? search.column);
  const set = (change: Partial<ResultSearch>) => onChange({ ...search, ...change });
  return (
    <Group className={classes.filters} gap="xs">
      <Select
        size="xs"
        w={116}
        aria-label="State"
        placeholder="Any state"
        clearable
        data={choice(states)}
        value={search.state ?? null}
        onChange={(state) => set({ state: state ?? undefined })}
      />
      <Select
        size="xs"
        w={124}
        aria-label="Verdict"
        placeholder="Any verdict"
        clearable
        data={choice<Grade>(gradeNames)}
        value={search.grade ?? null}
        onChange={(grade) => set({ grade: grade ?? undefined, ...(grade === null && { by: undefined }) })}
      />
      {search.grade && evaluation.evaluators.length > 1 && (
        <Select
          size="xs"
          w={160}
          aria-label="By which evaluator"
          placeholder="by any evaluator"
          clearable
          data={evaluation.evaluators.map(({ version }) => ({ value: numberOf(version.id), label: `by ${version.evaluator.name}` }))}
          value={search.by === undefined ? null : String(search.by)}
          onChange={(by) => set({ by: by === null ? undefined : Number(by) })}
        />
      )}
      {columns.length > 0 && (
        <Select
          size="xs"
          w={170}
          aria-label="Label"
          placeholder="Any label"
          clearable
          searchable
          data={columns.map((column) => ({
            group: column.title || column.key,
            items: column.options.map(({ value }) => ({ value: label(column.key, value), label: value })),
          }))}
          value={search.column !== undefined && search.label !== undefined ? label(search.column, search.label) : null}
          onChange={(value) => {
            const [column, chosen] = value === null ? [] : (JSON.parse(value) as [string, string]);
            set({ column, label: chosen });
          }}
        />
      )}
      {isFiltered && (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => onChange({ row: search.row })}>
          Clear
        </Button>
      )}
      <span role="status" style={{ marginLeft: 'auto' }}>
        {status}
      </span>
    </Group>
  );
}
