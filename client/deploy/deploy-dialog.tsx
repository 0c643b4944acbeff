import { Modal } from '@mantine/core';
import { useQuery } from 'urql';
import { failureText } from '../graphql/refusal.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { PanelSkeleton } from '../ui/panel-skeleton.tsx';
import { DeployForm } from './deploy-form.tsx';
import { aboveDrawer } from './layers.ts';
import type { Place } from './places.ts';
import { Versions_query } from './version-documents.ts';

interface Props {
  place: Place;
  /** The number of the version to begin with; null for the newest. */
  initial: number | null;
  onClose: () => void;
  onDeployed: () => void;
}

/** Lets a version run somewhere: which one, what the gate says of it, and why. */
export function DeployDialog({ place, initial, onClose, onDeployed }: Props) {
  const { prompt, environment } = place;
  const number = initial ?? prompt.latest?.number ?? 1;
  const [{ data, error }, again] = useQuery({ query: Versions_query, variables: { promptId: prompt.id, number } });
  const found = data?.prompt;
  const listed = found?.versions.edges.map(({ node }) => node) ?? [];
  // One further back than the list reaches.
  const asked = found?.version;
  const versions = asked && !listed.some(({ id }) => id === asked.id) ? [...listed, asked] : listed;
  return (
    <Modal opened zIndex={aboveDrawer} onClose={onClose} title={`Deploy ${prompt.name} to ${environment.name}`} size="xl">
      {found ? (
        <DeployForm
          place={place}
          versions={versions}
          initial={asked?.id ?? versions[0]?.id ?? null}
          onClose={onClose}
          onDeployed={onDeployed}
        />
      ) : error ? (
        <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} />
      ) : (
        <PanelSkeleton />
      )}
    </Modal>
  );
}
