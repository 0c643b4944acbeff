import { Badge, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useProject } from '../app/project.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import { isEdited, lastChange, type ListedPrompt } from './prompt-list-documents.ts';
import classes from './prompts.module.css';

/** The prompts as a table; on a narrow screen each is a card. */
export function PromptTable({ prompts }: { prompts: readonly ListedPrompt[] }) {
  return (
    <div className={classes.box}>
      <Table className={classes.table} verticalSpacing={9} fz="sm" highlightOnHover aria-label="Prompts">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Prompt</Table.Th>
            <Table.Th>Version</Table.Th>
            <Table.Th>Model</Table.Th>
            <Table.Th>Changed</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {prompts.map((prompt) => (
            <Line key={prompt.id} prompt={prompt} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Line({ prompt }: { prompt: ListedPrompt }) {
  const { slug } = useProject();
  const { by, at } = lastChange(prompt);
  const { model, provider } = prompt.draft;
  return (
    <Table.Tr>
      <Table.Td className={classes.first}>
        <Link to="/p/$project/prompts/$prompt" params={{ project: slug, prompt: prompt.name }} className={classes.name}>
          {prompt.name}
        </Link>
        {prompt.archivedAt && (
          <Badge color="gray" size="sm" ml={8}>
            Archived
          </Badge>
        )}
        {prompt.description && (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {prompt.description}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          {prompt.latest && <span className={classes.version}>v{prompt.latest.number}</span>}
          {!prompt.latest && (
            <Badge color="gray" size="sm">
              Draft only
            </Badge>
          )}
          {isEdited(prompt) && (
            <Badge color="yellow" size="sm" title="The draft was changed after the newest version was saved">
              Edited since
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        {model ? (
          <>
            <span className={classes.model}>{model}</span>
            {provider && (
              <Text size="xs" c="dimmed" span display="block">
                {provider}
              </Text>
            )}
          </>
        ) : (
          <Text size="sm" c="dimmed" span>
            none yet
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group gap={7} wrap="nowrap">
          {by && <UserAvatar name={by} size={20} />}
          <span className={classes.who}>
            {by && <span>{by}</span>} <TimeAgo at={at} />
          </span>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
