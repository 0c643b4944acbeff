import { Button, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { isAtLeast } from '../session/roles.ts';
import { DialogButtons } from '../ui/dialog-buttons.tsx';
import { ProblemText } from '../ui/problem-text.tsx';
import { Deploy_run } from './deploy-mutation.ts';
import { GateSays } from './gate-says.tsx';
import { Override } from './override.tsx';
import type { Place } from './places.ts';
import { useVerdict } from './use-verdict.ts';
import { VersionChoice } from './version-choice.tsx';
import type { ChoiceVersion } from './version-documents.ts';

interface Props {
  place: Place;
  versions: readonly ChoiceVersion[];
  initial: string | null;
  onClose: () => void;
  onDeployed: () => void;
}

/** The dialog’s inside once the versions are known. */
export function DeployForm({ place, versions, initial, onClose, onDeployed }: Props) {
  const { environment, running, prompt, gate } = place;
  const { viewerRole } = useProject();
  const isOwner = isAtLeast(viewerRole, 'OWNER');
  const [chosen, setChosen] = useState(initial);
  const [notes, setNotes] = useState('');
  const [override, setOverride] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, deploy] = useMutation(Deploy_run);
  const version = versions.find(({ id }) => id === chosen);
  const runsAlready = version !== undefined && running?.version.id === version.id;
  const judged = useVerdict({ environmentId: environment.id, versionId: chosen, pause: gate === null || runsAlready });
  const blocked = gate !== null && judged.verdict?.passed === false;

  async function run() {
    if (!version) return;
    const input = {
      environmentId: environment.id,
      versionId: version.id,
      expected: running?.id ?? null,
      notes: notes.trim(),
      override: blocked && override !== null ? override.trim() : undefined,
    };
    const { done, refusal, problem: why } = outcome(await deploy({ input }), 'deployPrompt');
    if (done) {
      notifications.show({
        color: 'teal',
        title: `v${version.number} runs in ${environment.name}`,
        message: `Applications that ask for ${prompt.name} there get it from now on.`,
      });
      onDeployed();
      return onClose();
    }
    // What was judged here is not what was judged at the moment of deploying.
    if (refusal?.__typename === 'GateBlocked') judged.again();
    if (refusal?.__typename === 'DeploymentChangedMeanwhile') onDeployed();
    setProblem(
      refusal?.__typename === 'DeploymentChangedMeanwhile'
        ? `${why} Look at what runs now, and deploy again if it should be replaced.`
        : why,
    );
  }

  const waits = gate !== null && !runsAlready && judged.loading;
  const may = version !== undefined && !runsAlready && !waits && (!blocked || (isOwner && override !== null && override.trim() !== ''));
  return (
    <Stack gap="md">
      <VersionChoice
        place={place}
        versions={versions}
        chosen={version ?? null}
        onChoose={(id) => {
          setChosen(id);
          setOverride(null);
          setProblem(null);
        }}
      />
      {!runsAlready && version && <GateSays place={place} version={version} judged={judged} />}
      {blocked && isOwner && <Override reason={override} onChange={setOverride} />}
      {blocked && !isOwner && (
        <Text size="sm" role="note">
          An owner of the project may let it run all the same, with a reason that is kept.
        </Text>
      )}
      {!runsAlready && (
        <Textarea
          label="Notes"
          placeholder="Why now, and what to look out for"
          autosize
          minRows={2}
          maxLength={4000}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
      )}
      <ProblemText>{problem}</ProblemText>
      <DialogButtons onCancel={onClose}>
        <Button
          size="sm"
          variant={blocked ? 'light' : 'filled'}
          color={blocked ? 'orange' : undefined}
          loading={fetching}
          disabled={!may}
          onClick={() => void run()}
        >
          {blocked ? 'Deploy against the gate' : version ? `Deploy v${version.number}` : 'Deploy'}
        </Button>
      </DialogButtons>
    </Stack>
  );
}
