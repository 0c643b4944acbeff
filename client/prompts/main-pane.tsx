import type { ReactNode } from 'react';
import { CompareView } from './compare-view.tsx';
import type { DraftSession, DraftState } from './draft-session.ts';
import { PromptEditor } from './prompt-editor.tsx';
import type { PagePrompt } from './prompt-documents.ts';
import type { PromptSearch } from './prompt-search.ts';
import { sideOf } from './use-side.ts';
import { VersionView } from './version-view.tsx';

interface Props {
  prompt: PagePrompt;
  session: DraftSession;
  draft: DraftState;
  mayEdit: boolean;
  search: PromptSearch;
  show: { compare: (sides: string) => void; back: () => void };
}

/** The editor; or, over it, the version or the comparison that the address names. */
export function MainPane({ prompt, session, draft, mayEdit, search, show }: Props) {
  const [from, to] = (search.compare ?? '').split('..');
  let other: ReactNode = null;
  if (from && to) {
    other = (
      <CompareView prompt={prompt} draft={draft.content} from={sideOf(from)} to={sideOf(to)} onChange={show.compare} onClose={show.back} />
    );
  } else if (search.version) {
    other = (
      <VersionView
        prompt={prompt}
        session={session}
        draft={draft}
        number={search.version}
        mayEdit={mayEdit}
        onCompare={show.compare}
        onClose={show.back}
      />
    );
  }
  return (
    <>
      {other}
      {/* Stays behind the other: a schema that is half written is in no draft yet. */}
      <div hidden={other !== null}>
        <PromptEditor draft={draft} onChange={(content) => session.edit(content)} readOnly={!mayEdit} />
      </div>
    </>
  );
}
