import { NumberInput, Select, Stack } from '@mantine/core';
import { useQuery } from 'urql';
import { numberOf } from '../../app/ids.ts';
import { TextLink } from '../../app/links.tsx';
import { useProject } from '../../app/project.tsx';
import { graphql } from '../../graphql/graphql.ts';
import { scaleOf } from '../describe-evaluator.ts';
import { numberIn, typedNumber, type FieldProps } from './field-props.ts';
import { ScaleFields } from './scale-fields.tsx';

const JudgePrompts_query = graphql(`
  query JudgePrompts_query($slug: String!) {
    project(slug: $slug) {
      id
      prompts {
        id
        name
        purpose
        versions(first: 20) {
          edges {
            node {
              id
              number
              notes
            }
          }
        }
      }
    }
  }
`);

/** Which version of which prompt asks the model, and what its scores mean. */
export function JudgeFields({ config, onChange, problemAt }: FieldProps) {
  const { slug } = useProject();
  const [{ data }] = useQuery({ query: JudgePrompts_query, variables: { slug } });
  const prompts = data?.project?.prompts.filter((one) => one.purpose === 'JUDGE' && one.versions.edges.length > 0) ?? [];
  const groups = prompts.map((prompt) => ({
    group: prompt.name,
    items: prompt.versions.edges.map(({ node }, at) => ({
      value: numberOf(node.id),
      label: `${prompt.name} v${node.number}${at === 0 ? ' (newest)' : ''}`,
    })),
  }));
  const chosen = config.promptVersionId === undefined ? null : String(config.promptVersionId);
  const prompt = prompts.find((one) => one.versions.edges.some(({ node }) => numberOf(node.id) === chosen));
  return (
    <Stack gap="md">
      <div>
        <Select
          label="Prompt"
          placeholder={data && prompts.length === 0 ? 'No prompt of this project is a judge’s' : 'Choose a version'}
          searchable
          data={groups}
          value={chosen}
          error={problemAt('promptVersionId')}
          onChange={(id) => id !== null && onChange({ promptVersionId: Number(id) })}
        />
        {prompt && (
          <TextLink size="xs" to="/p/$project/prompts/$prompt" params={{ project: slug, prompt: prompt.name }}>
            Open {prompt.name}
          </TextLink>
        )}
      </div>
      <ScaleFields
        scale={scaleOf(config)}
        onChange={(scale) => onChange({ scale: scale.map((anchor) => ({ ...anchor })) })}
        problemAt={problemAt}
      />
      <NumberInput
        label="Passes at"
        description="The least score that passes"
        maw={200}
        value={numberIn(config.passAt)}
        error={problemAt('passAt')}
        onChange={(passAt) => onChange({ passAt: typedNumber(passAt) })}
      />
    </Stack>
  );
}
