import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Lost } from '../app/bad-link.tsx';
import { useProject } from '../app/project.tsx';
import { failureText } from '../graphql/refusal.ts';
import { useFeed } from '../offline/use-feed.ts';
import { isAtLeast } from '../session/roles.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { Desk } from './desk.tsx';
import { draftOf, Prompt_changed, Prompt_query, type PagePrompt } from './prompt-documents.ts';
import { useDraft } from './use-draft.ts';

/** `/p/$project/prompts/$prompt`: the draft that people work on, its versions, and trying them. */
export function PromptPage() {
  const { prompt: name } = useParams({ from: '/signed-in/p/$project/prompts/$prompt' });
  const { slug } = useProject();
  const [{ data, error, fetching, stale }, again] = useQuery({ query: Prompt_query, variables: { slug, name } });
  const [open, setOpen] = useState<{ name: string; prompt: PagePrompt } | null>(null);
  const found = data?.project?.prompt;
  // Renamed while it is open, it stays until the address has followed; and after that, until it is found by its new name.
  const isHere = found && (found.name === name || (open?.name === name && open.prompt.id === found.id));
  const prompt = isHere ? found : open?.prompt.name === name ? open.prompt : null;
  if (isHere && open?.prompt !== found) setOpen({ name, prompt: found });

  if (prompt) return <OpenPrompt key={prompt.id} prompt={prompt} />;
  if (error) return <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} />;
  return data && !fetching && !stale ? <Lost /> : <PageSkeleton />;
}

function OpenPrompt({ prompt }: { prompt: PagePrompt }) {
  const { viewerRole } = useProject();
  const { prompt: name } = useParams({ from: '/signed-in/p/$project/prompts/$prompt' });
  const navigate = useNavigate({ from: '/p/$project/prompts/$prompt' });
  const mayEdit = isAtLeast(viewerRole, 'REVIEWER');
  const { session, draft } = useDraft(prompt, mayEdit);
  useFeed({
    query: Prompt_changed,
    variables: { id: prompt.id },
    onData: ({ promptChanged }) => {
      if (!promptChanged) return;
      session.told(draftOf(promptChanged));
      if (promptChanged.name === name) return;
      void navigate({ params: (old) => ({ ...old, prompt: promptChanged.name }), search: (old) => old, replace: true });
    },
  });
  return <Desk prompt={prompt} session={session} draft={draft} mayEdit={mayEdit && !prompt.archivedAt} mayRun={mayEdit} />;
}
