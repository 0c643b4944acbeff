import { SegmentedControl, Spoiler } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useId } from 'react';
import { JsonView } from '../ui/json-view.tsx';
import { Markdown } from '../ui/markdown.tsx';
import { parsedJson } from '../ui/text-block.tsx';
import classes from './reader.module.css';

type Mode = 'read' | 'json' | 'plain';

interface Props {
  title: string;
  /** Remembers the chosen way of showing, per column. */
  columnKey: string;
  value: unknown;
  tone?: 'input' | 'output';
}

/** One cell to be read: as prose, as JSON or letter by letter. What fits is chosen by itself, and can be changed. */
export function ValueView({ title, columnKey, value, tone = 'input' }: Props) {
  const heading = useId();
  const [chosen, choose] = useLocalStorage<Mode | null>({ key: `docket:view:${columnKey}`, defaultValue: null });
  const json = parsedJson(value);
  const likely: Mode = json === undefined ? 'read' : 'json';
  const mode = chosen === null || (chosen === 'json' && json === undefined) ? likely : chosen;
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const empty = value === null || value === undefined || value === '';

  if (empty) {
    return (
      <p className={classes.nothing}>
        <b>{title}</b> is empty
      </p>
    );
  }
  return (
    <section className={classes.value} data-tone={tone} aria-labelledby={heading}>
      <header className={classes.valueHeader}>
        <h3 id={heading}>{title}</h3>
        <SegmentedControl
          size="xs"
          radius="sm"
          className={classes.modes}
          aria-label={`How ${title} is shown`}
          data={[
            { value: 'read', label: 'Read' },
            { value: 'json', label: 'JSON', disabled: json === undefined },
            { value: 'plain', label: 'Plain' },
          ]}
          value={mode}
          onChange={(next) => choose(next)}
        />
      </header>
      <Spoiler maxHeight={1600} showLabel="Show all of it" hideLabel="Show less" className={classes.rendered}>
        {mode === 'read' && <Markdown text={text} />}
        {mode === 'json' && <JsonView value={json} open={4} />}
        {mode === 'plain' && <pre className={classes.plain}>{text}</pre>}
      </Spoiler>
    </section>
  );
}
