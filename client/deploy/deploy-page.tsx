import { Button, Group, Text } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import { IconPlus, IconRocket } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ButtonLink } from '../app/links.tsx';
import { numberOf } from '../app/ids.ts';
import { useProject } from '../app/project.tsx';
import { ConnectionBanner } from '../offline/connection-banner.tsx';
import { isAtLeast } from '../session/roles.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { counted } from '../ui/format.ts';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import type { DeploySearch } from './deploy-search.ts';
import { DeployDialog } from './deploy-dialog.tsx';
import { EnvironmentDialog } from './environment-dialog.tsx';
import { GateDialog } from './gate-dialog.tsx';
import { Matrix } from './matrix.tsx';
import { PlacePanel } from './place-panel.tsx';
import { type Place, placeOf, shownPrompts } from './places.ts';
import { useDeployments } from './use-deployments.ts';
import classes from './deploy.module.css';

/** What runs where: the project’s prompts by its environments, live, and everything that can be done about it. */
export function DeployPage() {
  const { slug, viewerRole } = useProject();
  const search = useSearch({ from: '/signed-in/p/$project/deploy' });
  const navigate = useNavigate({ from: '/p/$project/deploy' });
  const { environments, prompts, problem, reload } = useDeployments();
  const [adding, { open, close }] = useDisclosure(false);
  useDocumentTitle('Deploy');

  if (!environments || !prompts) return problem ? <ErrorState message={problem} retry={reload} /> : <PageSkeleton />;
  const isAdmin = isAtLeast(viewerRole, 'ADMIN');
  const shown = shownPrompts(prompts, environments);
  const prompt = shown.find(({ name }) => name === search.prompt);
  const environment = environments.find(({ id }) => Number(numberOf(id)) === search.environment);
  const place = prompt && environment ? placeOf(prompt, environment) : null;
  const go = (to: DeploySearch) => void navigate({ search: to, replace: true });
  const at = ({ prompt: { name }, environment: { id } }: Place): DeploySearch => ({ prompt: name, environment: Number(numberOf(id)) });
  // Once everybody has heard the key: the panel below hears Escape too, and would go with the dialog.
  const leave = () => void setTimeout(() => go(place ? at(place) : {}));

  return (
    <div className={classes.desk}>
      <div className={classes.main}>
        <ConnectionBanner>This is what ran when the connection went. It catches up by itself.</ConnectionBanner>
        <div className={classes.page}>
          <Group mb="sm" gap="sm">
            <Text c="dimmed" size="sm" flex={1} miw={120} role="status">
              {counted(shown.length, 'prompt')} in {counted(environments.length, 'environment')}
            </Text>
            {isAdmin && (
              <Button variant="default" leftSection={<IconPlus size={15} />} onClick={open}>
                Add an environment
              </Button>
            )}
          </Group>
          {shown.length > 0 ? (
            <Matrix
              prompts={shown}
              environments={environments}
              open={place}
              isAdmin={isAdmin}
              onOpen={(chosen) => go(at(chosen))}
              onDeploy={(chosen) => go({ ...at(chosen), act: 'deploy' })}
              onChanged={reload}
            />
          ) : (
            <EmptyState
              title="Nothing to deploy yet"
              icon={<IconRocket size={22} stroke={1.6} />}
              action={
                <ButtonLink to="/p/$project/prompts" params={{ project: slug }}>
                  Go to the prompts
                </ButtonLink>
              }
            >
              Save a version of a prompt, then let it run here. Your applications read what runs by its name, and need no release of their
              own when it changes.
            </EmptyState>
          )}
        </div>
      </div>
      {place && (
        <PlacePanel
          key={`${place.prompt.id} ${place.environment.id}`}
          place={place}
          isAdmin={isAdmin}
          onClose={() => !search.act && go({})}
          onDeploy={() => go({ ...at(place), act: 'deploy' })}
          onGate={() => go({ ...at(place), act: 'gate' })}
          onChanged={reload}
        />
      )}
      {place && search.act === 'deploy' && isAdmin && (
        <DeployDialog place={place} initial={search.version ?? null} onClose={leave} onDeployed={reload} />
      )}
      {place && search.act === 'gate' && isAdmin && <GateDialog place={place} onClose={leave} onSaved={reload} />}
      {adding && <EnvironmentDialog environment={null} onClose={close} onSaved={reload} />}
    </div>
  );
}
