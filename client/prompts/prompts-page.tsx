import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMessage2Code, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useProject } from '../app/project.tsx';
import { failureText } from '../graphql/refusal.ts';
import { useFeed } from '../offline/use-feed.ts';
import { isAtLeast } from '../session/roles.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { counted } from '../ui/format.ts';
import { EmptyListActions, ListBar } from '../ui/list-bar.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { NewPrompt } from './new-prompt.tsx';
import { Prompts_changed, Prompts_query } from './prompt-list-documents.ts';
import { PromptTable } from './prompt-table.tsx';
import classes from './prompts.module.css';

/** The project's prompts: their versions, models, and what changed since. Live. */
export function PromptsPage() {
  const { id: projectId, slug, viewerRole } = useProject();
  const [archived, setArchived] = useState(false);
  const [search, setSearch] = useState<string | undefined>();
  const [{ data, error }, again] = useQuery({ query: Prompts_query, variables: { slug, archived } });
  const reload = () => again({ requestPolicy: 'network-only' });
  const [creating, { open, close }] = useDisclosure(false);
  const prompts = data?.project?.prompts;
  // A prompt's own fields change in the cache; here only whether the list has the same ones.
  const known = prompts?.filter((one) => archived || !one.archivedAt);
  useFeed({
    query: Prompts_changed,
    variables: { projectId },
    onData: ({ promptsChanged }) => {
      const live = promptsChanged.map(({ id }) => id);
      const shown = known?.filter((one) => !one.archivedAt).map(({ id }) => id);
      if (shown && live.join() !== shown.join()) reload();
    },
  });
  const create = isAtLeast(viewerRole, 'REVIEWER') && (
    <Button leftSection={<IconPlus size={15} />} onClick={open}>
      New prompt
    </Button>
  );

  if (!known) return error ? <ErrorState message={failureText(error)} retry={reload} /> : <PageSkeleton />;
  const archive = { archived, onArchived: setArchived, create };
  const words = (search ?? '').toLowerCase();
  const shown = known.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(words));
  return (
    <div className={classes.page}>
      {(known.length > 0 || archived) && (
        <ListBar {...archive} searchLabel="Search prompts" search={search} onSearch={setSearch} count={counted(shown.length, 'prompt')} />
      )}
      {shown.length > 0 ? (
        <PromptTable prompts={shown} />
      ) : known.length > 0 ? (
        <EmptyState title="No prompt is called that">Search for a part of its name or description.</EmptyState>
      ) : (
        <EmptyState title="No prompt yet" icon={<IconMessage2Code size={22} stroke={1.6} />} action={<EmptyListActions {...archive} />}>
          A prompt holds the messages, the model and the settings that your application sends. Work on its draft together, try it on rows
          and spans, and save versions that you can compare and go back to.
        </EmptyState>
      )}
      {creating && <NewPrompt onClose={close} />}
    </div>
  );
}
