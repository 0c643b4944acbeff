import { Button, Group, Select } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { sideChoices, sideOf, type Side } from './use-side.ts';
import classes from './playground.module.css';

interface Props {
  /** The number of the newest version. */
  latest: number | null;
  sides: [Side, Side | null];
  isRunning: boolean;
  mayRun: boolean;
  onSides: (sides: [Side, Side | null]) => void;
  onRun: () => void;
  onStop: () => void;
}

/** What is run, alone or beside another; and the buttons. */
export function RunBar({ latest, sides, isRunning, mayRun, onSides, onRun, onStop }: Props) {
  const data = sideChoices(latest);
  return (
    <div className={classes.bar}>
      <Group gap="xs" flex={1} wrap="nowrap">
        <Select
          size="xs"
          flex="0 1 124px"
          miw={84}
          aria-label="Run"
          allowDeselect={false}
          data={data}
          value={String(sides[0])}
          onChange={(value) => value && onSides([sideOf(value), sides[1]])}
        />
        {data.length > 1 && (
          <Select
            size="xs"
            flex="0 1 148px"
            miw={84}
            aria-label="Beside it"
            placeholder="and beside it…"
            clearable
            data={data}
            value={sides[1] === null ? null : String(sides[1])}
            onChange={(value) => onSides([sides[0], value === null ? null : sideOf(value)])}
          />
        )}
      </Group>
      {isRunning ? (
        <Button color="red" variant="light" leftSection={<IconPlayerStop size={14} />} onClick={onStop}>
          Stop
        </Button>
      ) : (
        <Button leftSection={<IconPlayerPlay size={14} />} disabled={!mayRun} onClick={onRun}>
          {sides[1] === null ? 'Run' : 'Run both'}
        </Button>
      )}
    </div>
  );
}
