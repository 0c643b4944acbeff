import { Group, Text } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { TimeAgo } from '../ui/time-ago.tsx';
import { configChanges, type ConfigChange } from './config-changes.ts';
import { describeVersion } from './describe-evaluator.ts';
import type { EvaluatorKind, VersionFacts } from './evaluator-documents.ts';
import classes from './evaluators.module.css';

/** The versions, newest first; each opens to what it changed. */
export function VersionList({ kind, versions }: { kind: EvaluatorKind; versions: readonly VersionFacts[] }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <ul className={classes.versions}>
      {versions.map((version, at) => {
        const before = versions[at + 1];
        const shown = open === version.id;
        return (
          <li key={version.id}>
            <button type="button" className={classes.version} aria-expanded={shown} onClick={() => setOpen(shown ? null : version.id)}>
              <Group gap={8} wrap="nowrap" justify="space-between" w="100%">
                <Group gap={6} wrap="nowrap">
                  <IconChevronRight size={13} aria-hidden style={{ rotate: shown ? '90deg' : undefined }} />
                  <b>v{version.number}</b>
                  {at === 0 && <span className={classes.quiet}>in use</span>}
                </Group>
                <span className={classes.quiet}>
                  {version.createdBy?.name} · <TimeAgo at={version.createdAt} />
                </span>
              </Group>
              <Text span size="xs" c="dimmed" lineClamp={2}>
                {describeVersion(kind, version)}
              </Text>
            </button>
            {shown && (
              <Changes
                first={!before}
                changes={configChanges(named(before), named(version)).filter((one) => before !== undefined || one.after !== null)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A config with its prompt as people know it. */
function named(version: VersionFacts | undefined) {
  const prompt = version?.promptVersion;
  const config = version?.config ?? {};
  if (!prompt || typeof config !== 'object' || Array.isArray(config)) return config;
  return { ...config, promptVersionId: `${prompt.prompt.name} v${prompt.number}` };
}

function Changes({ changes, first }: { changes: readonly ConfigChange[]; first: boolean }) {
  if (changes.length === 0)
    return (
      <Text size="xs" c="dimmed" mb={10} ml={8}>
        No setting is another.
      </Text>
    );
  return (
    <dl className={classes.changes}>
      {changes.map(({ name, before, after }) => (
        <div key={name} style={{ margin: '0 0 6px 8px' }}>
          <dt className={classes.quiet}>{name}</dt>
          <dd style={{ margin: 0 }}>
            {before !== null && <del>{before}</del>}
            {after !== null &&
              (first ? <code style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{after}</code> : <ins>{after}</ins>)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
