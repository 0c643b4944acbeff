import { useDocumentTitle } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { numberOf } from '../app/ids.ts';
import { useProject, useReloadProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { BuiltInJudge } from './built-in-judge.tsx';
import { CreateEvaluator_mutation } from './evaluator-documents.ts';
import { EvaluatorDesk, type DeskValues } from './evaluator-desk.tsx';
import { KindChoice, type BuiltIn } from './kind-choice.tsx';
import { kinds } from './kinds.ts';
import { SecretDialog } from './secret-dialog.tsx';
import type { Refused } from './use-config.ts';
import classes from './evaluators.module.css';

const judgeBegins = {
  scale: [
    { score: 1, meaning: 'Wrong, or no answer at all.' },
    { score: 2, meaning: 'Mostly wrong.' },
    { score: 3, meaning: 'Partly right.' },
    { score: 4, meaning: 'Right, with a small flaw.' },
    { score: 5, meaning: 'Fully right.' },
  ],
  passAt: 4,
};

/** `/p/$project/evaluators/new`: first the kind, then its settings, with trying it before it is saved. */
export function NewEvaluatorPage() {
  const { id: projectId, slug } = useProject();
  const reloadProject = useReloadProject();
  const { kind } = useSearch({ from: '/signed-in/p/$project/evaluators/new' });
  const navigate = useNavigate();
  const [judge, setJudge] = useState<BuiltIn | null>(null);
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null);
  const [, create] = useMutation(CreateEvaluator_mutation);
  useDocumentTitle('New evaluator');

  const go = (id: string) => void navigate({ to: '/p/$project/evaluators/$evaluator', params: { project: slug, evaluator: numberOf(id) } });
  const choose = (next: typeof kind) =>
    void navigate({ to: '/p/$project/evaluators/new', params: { project: slug }, search: { kind: next } });
  async function save(values: DeskValues): Promise<Refused | null> {
    const { done, refusal, problem } = outcome(await create({ input: { projectId, kind: kind!, ...values } }), 'createEvaluator');
    if (done) {
      reloadProject();
      notifications.show({ color: 'teal', message: `Evaluator “${values.name}” is made` });
      if (done.secret) setMade({ id: done.evaluator.id, secret: done.secret });
      else go(done.evaluator.id);
      return null;
    }
    if (refusal?.__typename === 'NameTaken') return { message: problem, path: ['input', 'name'] };
    return { message: problem, path: refusal?.__typename === 'InvalidInput' ? refusal.path : [] };
  }
  return (
    <div className={classes.page}>
      {kind ? (
        <EvaluatorDesk
          key={kind}
          kind={kind}
          title={`New evaluator: ${kinds[kind].name}`}
          begins={{ name: '', description: '', config: kind === 'JUDGE' ? judgeBegins : kinds[kind].begins }}
          saveLabel="Create"
          onSave={save}
          onCancel={() => choose(undefined)}
        />
      ) : (
        <KindChoice onKind={choose} onJudge={setJudge} />
      )}
      {judge && <BuiltInJudge judge={judge} onClose={() => setJudge(null)} onCreated={go} />}
      {made && <SecretDialog secret={made.secret} onClose={() => go(made.id)} />}
    </div>
  );
}
