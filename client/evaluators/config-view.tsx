import { Code, Text } from '@mantine/core';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { Facts } from '../ui/section.tsx';
import { fieldName } from './config-changes.ts';
import { describeVersion, scaleOf, shown } from './describe-evaluator.ts';
import type { EvaluatorKind, VersionFacts } from './evaluator-documents.ts';
import { configOf } from './kinds.ts';
import { ScaleList } from './scale-list.tsx';

/** How an evaluator is set: in words, and each setting. */
export function ConfigView({ kind, version }: { kind: EvaluatorKind; version: VersionFacts }) {
  const { slug } = useProject();
  const config = configOf(version.config);
  const prompt = version.promptVersion;
  if (kind === 'JUDGE') {
    const model = prompt && [prompt.content.provider, prompt.content.model].filter(Boolean).join(' / ');
    return (
      <>
        <Facts
          facts={[
            [
              'Prompt',
              prompt && (
                <TextLink
                  size="sm"
                  to="/p/$project/prompts/$prompt"
                  params={{ project: slug, prompt: prompt.prompt.name }}
                  search={{ pane: 'versions', version: prompt.number }}
                >
                  {prompt.prompt.name} v{prompt.number}
                </TextLink>
              ),
            ],
            ['Model', model],
            ['Passes at', shown(config.passAt)],
          ]}
        />
        <Text size="xs" c="dimmed" mt="md" mb={4}>
          Scale
        </Text>
        <ScaleList scale={scaleOf(config)} passAt={Number(config.passAt)} />
      </>
    );
  }
  const { code, schema, url, milliseconds, memoryMb, timeoutSeconds, passAt } = config;
  const bounds = { url, milliseconds, memoryMb, timeoutSeconds, ...(kind === 'JAVASCRIPT' || kind === 'HTTP' ? { passAt } : {}) };
  return (
    <>
      <Text size="sm" mb="sm">
        Passes when the output{' '}
        {kind === 'HTTP' || kind === 'JAVASCRIPT' ? `is passed: ${describeVersion(kind, version)}` : describeVersion(kind, version)}.
      </Text>
      <Facts facts={Object.entries(bounds).map(([key, value]): [string, string] => [fieldName(key), String(value ?? '')])} />
      {code !== undefined && (
        <Code block mt="sm">
          {String(code)}
        </Code>
      )}
      {schema !== undefined && (
        <Code block mt="sm">
          {JSON.stringify(schema, null, 2)}
        </Code>
      )}
    </>
  );
}
