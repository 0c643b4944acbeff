import { Modal } from '@mantine/core';
import { useQuery } from 'urql';
import { useProject } from '../app/project.tsx';
import { failureText } from '../graphql/refusal.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { PanelSkeleton } from '../ui/panel-skeleton.tsx';
import { GateProject_query } from './gate-documents.ts';
import { GateForm } from './gate-form.tsx';
import { aboveDrawer } from './layers.ts';
import type { Place } from './places.ts';

interface Props {
  place: Place;
  onClose: () => void;
  onSaved: () => void;
}

/** Says what a version must have shown before it runs somewhere. */
export function GateDialog({ place, onClose, onSaved }: Props) {
  const { slug } = useProject();
  const [{ data, error }, again] = useQuery({ query: GateProject_query, variables: { slug } });
  return (
    <Modal opened zIndex={aboveDrawer} onClose={onClose} title={`Gate for ${place.prompt.name} in ${place.environment.name}`} size="xl">
      {data?.project ? (
        <GateForm place={place} evaluators={data.project.evaluators} onClose={onClose} onSaved={onSaved} />
      ) : error ? (
        <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} />
      ) : (
        <PanelSkeleton />
      )}
    </Modal>
  );
}
