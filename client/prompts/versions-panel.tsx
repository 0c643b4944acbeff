import { Badge, Button, Group, Text } from '@mantine/core';
import { IconColumns2, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';
import type { PagePrompt } from './prompt-documents.ts';
import type { PromptSearch } from './prompt-search.ts';
import { sideOf, type Side } from './use-side.ts';
import { VersionPage } from './version-page.tsx';
import classes from './versions.module.css';

interface Props {
  prompt: PagePrompt;
  search: PromptSearch;
  onShow: (number: number) => void;
  onCompare: (sides: string) => void;
  onDraft: () => void;
}

const place = (side: Side): number => (side === 'draft' ? Infinity : side);

/** The versions, newest first, below the draft. Two that are ticked are compared, the older one first. */
export function VersionsPanel({ prompt, search, onShow, onCompare, onDraft }: Props) {
  const [ticked, setTicked] = useState<Side[]>(() => search.compare?.split('..').map(sideOf) ?? []);
  const latest = prompt.latest?.number ?? null;
  const tick = (side: Side) => setTicked((old) => (old.includes(side) ? old.filter((one) => one !== side) : [...old.slice(-1), side]));
  const pair = [...ticked].sort((a, b) => place(a) - place(b));
  if (latest === null) {
    return (
      <EmptyState title="No version yet" icon={<IconHistory size={22} stroke={1.6} />}>
        “Save as version” keeps the draft as it is, with a number and your notes. Versions never change, and can be compared and restored.
      </EmptyState>
    );
  }
  return (
    <div className={classes.panel}>
      <Group className={classes.compare} gap="xs" justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed">
          {pair.length === 2 ? `${said(pair[0]!)} and ${said(pair[1]!)}` : 'Tick two to compare them'}
        </Text>
        <Button
          variant="default"
          leftSection={<IconColumns2 size={14} />}
          disabled={pair.length < 2}
          onClick={() => onCompare(pair.join('..'))}
        >
          Compare
        </Button>
      </Group>
      <ul className={classes.list}>
        <li className={classes.row} data-open={(!search.version && !search.compare) || undefined}>
          <input type="checkbox" aria-label="Compare the draft" checked={ticked.includes('draft')} onChange={() => tick('draft')} />
          <button type="button" className={classes.open} onClick={onDraft}>
            <span className={classes.line}>
              <span className={classes.number}>Draft</span>
              {prompt.draftBase !== null && (
                <Badge size="sm" color="gray">
                  from v{prompt.draftBase}
                </Badge>
              )}
            </span>
          </button>
        </li>
        <VersionPage
          key={latest}
          promptId={prompt.id}
          base={prompt.draftBase}
          open={search.version ?? null}
          ticked={ticked}
          onTick={tick}
          onShow={onShow}
        />
      </ul>
    </div>
  );
}

const said = (side: Side): string => (side === 'draft' ? 'the draft' : `v${side}`);
