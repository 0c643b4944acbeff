import { Select, Text } from '@mantine/core';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import type { Place } from './places.ts';
import type { ChoiceVersion } from './version-documents.ts';
import classes from './deploy.module.css';

interface Props {
  place: Place;
  versions: readonly ChoiceVersion[];
  chosen: ChoiceVersion | null;
  onChoose: (id: string) => void;
}

/** Which version is to run, with what its author says of it and the way to what it changes. */
export function VersionChoice({ place: { prompt, running, environment }, versions, chosen, onChoose }: Props) {
  const { slug } = useProject();
  const data = versions.map(({ id, number, notes }) => ({
    value: id,
    label: `v${number}${running?.version.id === id ? ' (runs now)' : ''}${notes ? ` · ${notes.split('\n')[0]}` : ''}`,
  }));
  const isCompared = chosen && running && running.version.number !== chosen.number;
  return (
    <div>
      <Select
        label="Version"
        data-autofocus
        openOnFocus={false}
        allowDeselect={false}
        searchable
        data={data}
        value={chosen?.id ?? null}
        onChange={(id) => id && onChoose(id)}
        nothingFoundMessage="No version is called that"
      />
      {chosen && (
        <div className={classes.chosen}>
          {chosen.notes && <p>{chosen.notes}</p>}
          <div className={classes.since}>
            {chosen.author && <UserAvatar name={chosen.author.name} size={18} />}
            <span>
              {chosen.author?.name ?? 'Somebody who left'}, <TimeAgo at={chosen.createdAt} />
            </span>
            {isCompared && (
              <TextLink
                size="sm"
                target="_blank"
                to="/p/$project/prompts/$prompt"
                params={{ project: slug, prompt: prompt.name }}
                search={{ pane: 'versions', compare: `${running.version.number}..${chosen.number}` }}
              >
                What changes from v{running.version.number}
              </TextLink>
            )}
          </div>
          {running?.version.id === chosen.id && (
            <Text size="sm" mt={6} role="status">
              It runs in {environment.name} already.
            </Text>
          )}
        </div>
      )}
    </div>
  );
}
