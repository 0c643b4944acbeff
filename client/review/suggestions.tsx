import { Box, Button, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconCheck } from '@tabler/icons-react';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { SuggestionCard, SuggestionCard_suggestion } from '../row-evaluators/suggestion-card.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import type { Values } from './review-types.ts';

export const Suggestions_row = graphql(
  `
    fragment Suggestions_row on Row {
      id
      suggestions {
        ...SuggestionCard_suggestion
      }
    }
  `,
  [SuggestionCard_suggestion],
);

interface Props {
  row: FragmentOf<typeof Suggestions_row>;
  /** What the form says now. */
  values: Values;
  /** Puts a label into the form; nothing is sent by that. */
  onAccept: (values: Values) => void;
}

/** What evaluators suggest for the row that is open. The key A accepts the first that the form does not say yet. */
export function Suggestions({ row: ref, values, onAccept }: Props) {
  const { suggestions } = readFragment(Suggestions_row, ref);
  const open = suggestions.find(({ column, value }) => values[column.key] !== value);
  useHotkeys([['A', () => open && onAccept({ [open.column.key]: open.value })]]);
  return suggestions.map((one) => {
    const { column, value, evaluator } = one;
    const said = values[column.key];
    return (
      <SuggestionCard
        key={`${evaluator.id} ${column.id}`}
        suggestion={one}
        aside={
          said === value ? (
            <Text size="xs" c="teal" style={{ flex: 'none' }} role="status">
              <IconCheck size={13} stroke={2.4} aria-hidden style={{ verticalAlign: '-2px' }} /> You say so too
            </Text>
          ) : (
            <Button size="compact-xs" variant="default" onClick={() => onAccept({ [column.key]: value })} style={{ flex: 'none' }}>
              Accept
              {one === open && (
                <Box component="span" ml={6} visibleFrom="sm">
                  <KeyHint keys="A" />
                </Box>
              )}
            </Button>
          )
        }
      />
    );
  });
}
