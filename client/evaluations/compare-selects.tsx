import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { numberOf } from '../app/ids.ts';
import { commonEvaluators, othersOf, type Chosen } from './compare-choice.ts';
import type { Comparable, Comparison } from './compare-documents.ts';
import type { CompareSearch } from './evaluation-search.ts';
import { answeredBy } from './evaluation-table.tsx';
import classes from './evaluations.module.css';

interface Props {
  all: readonly Comparable[];
  chosen: Chosen;
  columns: Comparison['after']['dataset']['columns'];
  groupBy: string | undefined;
  onChange: (search: CompareSearch) => void;
}

const number = (id: string): number => Number(numberOf(id));

/** Which two evaluations, by whose verdicts, and by which label. */
export function CompareSelects({ all, chosen: { before, after, evaluatorId }, columns, groupBy, onChange }: Props) {
  const choices = (some: readonly Comparable[]) =>
    some.map((one) => ({ value: one.id, label: `${one.name} · ${answeredBy(one.promptVersion)} · #${numberOf(one.id)}` }));
  const labels = columns.filter((column) => column.type === 'LABEL' && !column.system);
  const now: CompareSearch = {
    before: before ? number(before.id) : undefined,
    after: after ? number(after.id) : undefined,
    evaluator: evaluatorId ? number(evaluatorId) : undefined,
    by: groupBy,
  };
  const set = (change: CompareSearch) => onChange({ ...now, ...change });
  return (
    <div className={classes.panel}>
      <div className={classes.choices}>
        <Select
          size="xs"
          label="Before"
          placeholder="Choose one"
          searchable
          allowDeselect={false}
          data={choices(othersOf(all, after))}
          value={before?.id ?? null}
          onChange={(id) => id && set({ before: number(id) })}
        />
        <div style={{ display: 'flex', gap: 6, alignItems: 'flex-end' }}>
          <Tooltip label="The other way round">
            <ActionIcon
              aria-label="Swap before and after"
              size={30}
              disabled={!before || !after}
              onClick={() => set({ before: now.after, after: now.before })}
            >
              <IconArrowsExchange size={16} />
            </ActionIcon>
          </Tooltip>
          <Select
            size="xs"
            flex={1}
            label="After"
            placeholder="Choose one"
            searchable
            allowDeselect={false}
            data={choices(all)}
            value={after?.id ?? null}
            onChange={(id) => id && onChange({ after: number(id), by: groupBy })}
          />
        </div>
        <Select
          size="xs"
          label="By the verdicts of"
          placeholder="None in common"
          allowDeselect={false}
          data={commonEvaluators(before, after).map(({ id, name }) => ({ value: id, label: name }))}
          value={evaluatorId}
          onChange={(id) => id && set({ evaluator: number(id) })}
        />
        <Select
          size="xs"
          label="Grouped by"
          placeholder="Nothing"
          clearable
          data={labels.map(({ key, title }) => ({ value: key, label: title || key }))}
          value={groupBy ?? null}
          onChange={(by) => set({ by: by ?? undefined })}
        />
      </div>
    </div>
  );
}
