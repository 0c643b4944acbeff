import { Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useProject } from '../app/project.tsx';
import type { ColumnEnvironment, LinePrompt } from './deploy-documents.ts';
import { EnvironmentMenu } from './environment-menu.tsx';
import { PlaceCell } from './place-cell.tsx';
import { type Place, placeOf } from './places.ts';
import classes from './deploy.module.css';

interface Props {
  prompts: readonly LinePrompt[];
  environments: readonly ColumnEnvironment[];
  /** What is open beside it. */
  open: Place | null;
  isAdmin: boolean;
  onOpen: (place: Place) => void;
  onDeploy: (place: Place) => void;
  onChanged: () => void;
}

/** The prompts by the environments; on a narrow screen each prompt is a card. */
export function Matrix({ prompts, environments, open, isAdmin, onOpen, onDeploy, onChanged }: Props) {
  const { slug } = useProject();
  return (
    <div className={classes.box}>
      <Table className={classes.matrix} style={{ '--environments': environments.length }} fz="sm" aria-label="What runs where">
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes.corner}>Prompt</Table.Th>
            {environments.map((environment) => (
              <Table.Th key={environment.id} scope="col">
                <Group gap={4} wrap="nowrap">
                  <span className={classes.environment}>{environment.name}</span>
                  {isAdmin && <EnvironmentMenu environment={environment} isLast={environments.length === 1} onChanged={onChanged} />}
                </Group>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {prompts.map((prompt) => (
            <Table.Tr key={prompt.id}>
              <Table.Th scope="row" className={classes.prompt}>
                <Link to="/p/$project/prompts/$prompt" params={{ project: slug, prompt: prompt.name }} className={classes.name}>
                  {prompt.name}
                </Link>
                <Text size="xs" c="dimmed" component="div" lineClamp={2}>
                  {prompt.latest ? `Newest: v${prompt.latest.number}` : 'No version yet'}
                  {prompt.archivedAt && ' · archived'}
                  {prompt.description && ` · ${prompt.description}`}
                </Text>
              </Table.Th>
              {environments.map((environment) => {
                const place = placeOf(prompt, environment);
                const isOpen = open?.prompt.id === prompt.id && open.environment.id === environment.id;
                return (
                  <Table.Td key={environment.id} data-open={isOpen || undefined} className={classes.cell}>
                    <PlaceCell
                      place={place}
                      isOpen={isOpen}
                      isAdmin={isAdmin}
                      onOpen={() => onOpen(place)}
                      onDeploy={() => onDeploy(place)}
                    />
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
