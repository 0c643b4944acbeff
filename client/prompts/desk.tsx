import { Tabs } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconEdit, IconHistory, IconPlayerPlay, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import { ConflictBanner } from './conflict-banner.tsx';
import type { DraftSession, DraftState } from './draft-session.ts';
import { FitPanel } from './fit-panel.tsx';
import { MainPane } from './main-pane.tsx';
import { Playground } from './playground.tsx';
import { PromptHeader } from './prompt-header.tsx';
import type { PagePrompt } from './prompt-documents.ts';
import type { Pane, PromptSearch } from './prompt-search.ts';
import { SaveVersion } from './save-version.tsx';
import { VersionsPanel } from './versions-panel.tsx';
import { isWithinDialog } from './within-dialog.ts';
import classes from './desk.module.css';

export interface DeskProps {
  prompt: PagePrompt;
  session: DraftSession;
  draft: DraftState;
  mayEdit: boolean;
  mayRun: boolean;
}

const tabs: { pane: Pane; label: string; Icon: typeof IconEdit }[] = [
  { pane: 'editor', label: 'Editor', Icon: IconEdit },
  { pane: 'playground', label: 'Playground', Icon: IconPlayerPlay },
  { pane: 'versions', label: 'Versions', Icon: IconHistory },
  { pane: 'dataset', label: 'Dataset', Icon: IconTable },
];

/** A prompt's page: the editor (or the version, or the comparison, that the address names) beside the panels; on a narrow
 * screen one of them at a time. */
export function Desk({ prompt, session, draft, mayEdit, mayRun }: DeskProps) {
  const search = useSearch({ from: '/signed-in/p/$project/prompts/$prompt' });
  const navigate = useNavigate({ from: '/p/$project/prompts/$prompt' });
  const wide = useMediaQuery('(min-width: 68em)', true, { getInitialValueInEffect: false });
  const [saving, setSaving] = useState(false);
  const go = (next: PromptSearch) => void navigate({ search: next });
  const shown = wide && (search.pane ?? 'editor') === 'editor' ? 'playground' : (search.pane ?? 'editor');
  useHotkeys([['mod+S', (event) => mayEdit && !isWithinDialog(event) && setSaving(true)]], []);

  const aside = wide ? 'versions' : 'editor';
  const show = {
    version: (version: number) => go({ pane: aside, version }),
    compare: (sides: string) => go({ pane: aside, compare: sides }),
    back: () => go({ pane: wide ? search.pane : 'versions' }),
  };
  const main = <MainPane prompt={prompt} session={session} draft={draft} mayEdit={mayEdit} search={search} show={show} />;

  return (
    <div className={classes.page}>
      <PromptHeader
        prompt={prompt}
        session={session}
        draft={draft}
        mayEdit={mayEdit}
        mayRun={mayRun}
        onSaveVersion={() => setSaving(true)}
      />
      {draft.save === 'conflict' && draft.theirs && (
        <ConflictBanner theirs={draft.theirs} mine={draft.content} onTake={session.takeTheirs} onKeep={session.keepMine} />
      )}
      <div className={classes.split}>
        {wide && <div className={classes.main}>{main}</div>}
        <Tabs className={classes.side} value={shown} onChange={(pane) => go({ ...search, pane: pane as Pane })} variant="default">
          <Tabs.List className={classes.tabs}>
            {tabs
              .filter(({ pane }) => !wide || pane !== 'editor')
              .map(({ pane, label, Icon }) => (
                <Tabs.Tab key={pane} value={pane} leftSection={<Icon size={14} stroke={1.7} />}>
                  {label}
                </Tabs.Tab>
              ))}
          </Tabs.List>
          {!wide && (
            <Tabs.Panel value="editor" className={classes.panel}>
              {main}
            </Tabs.Panel>
          )}
          <Tabs.Panel value="playground" className={classes.panel}>
            <Playground prompt={prompt} draft={draft.content} mayRun={mayRun} />
          </Tabs.Panel>
          <Tabs.Panel value="versions" className={classes.panel}>
            <VersionsPanel
              prompt={prompt}
              search={search}
              onShow={show.version}
              onCompare={show.compare}
              onDraft={() => go({ pane: aside })}
            />
          </Tabs.Panel>
          <Tabs.Panel value="dataset" className={classes.panel}>
            <FitPanel prompt={prompt} revision={draft.server.revision} />
          </Tabs.Panel>
        </Tabs>
      </div>
      {saving && <SaveVersion prompt={prompt} session={session} onClose={() => setSaving(false)} onShow={show.version} />}
    </div>
  );
}
