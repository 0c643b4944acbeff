import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { asText } from './format.ts';
import { JsonView } from './json-view.tsx';
import { Markdown } from './markdown.tsx';
import classes from './prose.module.css';

type Mode = 'rendered' | 'raw';

/** The JSON object or list that a text holds, if it is one. */
export function parsedJson(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return value;
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

const hasMarkup = (text: string): boolean => /(^|\n)\s*([-*+] |#{1,4} |\d+\. |>|```|\|.*\|)|\*\*|`[^`]+`|\[[^\]]+\]\(/.test(text);

/** A cell's or span's text as people want to read it: JSON as a tree, Markdown rendered, anything else as it is. */
export function TextBlock({ value }: { value: unknown }) {
  const [mode, setMode] = useState<Mode>('rendered');
  const json = parsedJson(value);
  const text = asText(value);
  const rendered = json !== undefined ? 'JSON' : hasMarkup(text) ? 'Markdown' : null;
  const raw = (
    <pre className={classes.plain}>{json !== undefined && typeof value !== 'string' ? JSON.stringify(value, null, 2) : text}</pre>
  );

  if (!text) return <span className={classes.picture}>empty</span>;
  if (!rendered) return raw;
  return (
    <div>
      <div className={classes.switch}>
        <SegmentedControl
          size="xs"
          aria-label="Show as"
          value={mode}
          onChange={(next) => setMode(next === 'raw' ? 'raw' : 'rendered')}
          data={[
            { value: 'rendered', label: rendered },
            { value: 'raw', label: 'Raw' },
          ]}
        />
      </div>
      {mode === 'raw' ? raw : json !== undefined ? <JsonView value={json} /> : <Markdown text={text} />}
    </div>
  );
}
