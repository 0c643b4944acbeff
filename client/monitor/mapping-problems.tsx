import { Text } from '@mantine/core';
import { counted } from '../ui/format.ts';
import type { MappingProblem } from './mapping.ts';

const shown = 8;

/** Why spans do not fit a dataset: the same reason for the same column is told once. */
export function MappingProblems({ problems }: { problems: readonly MappingProblem[] }) {
  const groups = new Map<string, MappingProblem[]>();
  for (const problem of problems) {
    const key = `${problem.column}\n${problem.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  const all = [...groups.values()];
  return (
    <ul style={{ margin: '6px 0 0', paddingLeft: 18 }}>
      {all.slice(0, shown).map(([first, ...others]) =>
        first ? (
          <li key={`${first.column}${first.reason}`}>
            {first.column && <strong>{first.column}: </strong>}
            {first.reason}{' '}
            {first.spanId && (
              <Text span size="xs" c="dimmed">
                (span {first.spanId}
                {others.length > 0 && ` and ${counted(others.length, 'other')}`})
              </Text>
            )}
          </li>
        ) : null,
      )}
      {all.length > shown && <li>… and {all.length - shown} other reasons</li>}
    </ul>
  );
}
