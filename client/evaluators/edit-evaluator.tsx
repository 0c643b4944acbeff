import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useReloadProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { UpdateEvaluator_mutation } from './evaluator-documents.ts';
import { EvaluatorDesk, type DeskValues } from './evaluator-desk.tsx';
import type { PageEvaluator } from './evaluator-page-documents.ts';
import { configOf } from './kinds.ts';
import { SecretDialog } from './secret-dialog.tsx';
import type { Refused } from './use-config.ts';

interface Props {
  evaluator: PageEvaluator;
  onClose: () => void;
  onSaved: () => void;
}

/** Changes an evaluator. Other settings make its next version; what ran before keeps the one it had. */
export function EditEvaluator({ evaluator, onClose, onSaved }: Props) {
  const { id, kind, name, description, latest } = evaluator;
  const [, update] = useMutation(UpdateEvaluator_mutation);
  const reloadProject = useReloadProject();
  const [secret, setSecret] = useState<string | null>(null);

  async function save(values: DeskValues): Promise<Refused | null> {
    const { done, refusal, problem } = outcome(await update({ input: { id, ...values } }), 'updateEvaluator');
    if (done) {
      const { number } = done.evaluator.latest;
      notifications.show({
        color: 'teal',
        message: number === latest.number ? 'Saved; the settings are as they were' : `Saved as version ${number}`,
      });
      if (values.name !== name) reloadProject();
      if (done.secret) setSecret(done.secret);
      else onSaved();
      return null;
    }
    if (refusal?.__typename === 'NameTaken') return { message: problem, path: ['input', 'name'] };
    return { message: problem, path: refusal?.__typename === 'InvalidInput' ? refusal.path : [] };
  }
  return (
    <>
      <EvaluatorDesk
        kind={kind}
        title={`Edit ${name}`}
        begins={{ name, description, config: configOf(latest.config) }}
        saveLabel="Save"
        onSave={save}
        onCancel={onClose}
      />
      {secret && <SecretDialog secret={secret} onClose={onSaved} />}
    </>
  );
}
