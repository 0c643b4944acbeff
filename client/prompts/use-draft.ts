import { useEffect, useState, useSyncExternalStore } from 'react';
import { useClient, type Client } from 'urql';
import { useConnection } from '../graphql/connection.ts';
import { outcome } from '../graphql/refusal.ts';
import { useViewer } from '../session/viewer.tsx';
import { draftSession, type DraftPorts, type DraftSession, type DraftState } from './draft-session.ts';
import { keptDraft } from './kept-draft.ts';
import { draftOf, SaveDraft_mutation, type PagePrompt } from './prompt-documents.ts';

const saver =
  (client: Client, id: string): DraftPorts['save'] =>
  async (draft) => {
    const result = await client.mutation(SaveDraft_mutation, { input: { id, ...draft } }).toPromise();
    const { done, refusal, problem } = outcome(result, 'savePromptDraft');
    if (done) return { kind: 'saved', draft: draftOf(done.prompt) };
    if (refusal?.__typename === 'DraftChangedMeanwhile') return { kind: 'changed', draft: draftOf(refusal.prompt) };
    return refusal || !result.error?.networkError ? { kind: 'refused', problem } : { kind: 'unreachable' };
  };

const nothingKept: DraftPorts['kept'] = { find: () => null, keep: () => true, forget: () => undefined };

/** The draft of a prompt, with what is typed into it. Whoever may not change it has it as the server does. */
export function useDraft(prompt: PagePrompt, mayEdit: boolean): { session: DraftSession; draft: DraftState } {
  const client = useClient();
  const { user } = useViewer();
  const [session] = useState(() =>
    draftSession({ save: saver(client, prompt.id), kept: mayEdit ? keptDraft(user.id, prompt.id) : nothingKept }, draftOf(prompt)),
  );
  const connection = useConnection();

  useEffect(() => {
    if (connection === 'online') session.retry();
  }, [connection, session]);
  useEffect(() => {
    const hide = () => void session.settled();
    addEventListener('pagehide', hide);
    return () => {
      removeEventListener('pagehide', hide);
      hide();
    };
  }, [session]);

  return { session, draft: useSyncExternalStore(session.subscribe, session.get) };
}
