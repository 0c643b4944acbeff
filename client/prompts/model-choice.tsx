import { Anchor, Autocomplete, Select, Text } from '@mantine/core';
import { useQuery } from 'urql';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { isAtLeast } from '../session/roles.ts';
import { ProblemText } from '../ui/problem-text.tsx';
import classes from './editor.module.css';

const ModelChoice_query = graphql(`
  query ModelChoice_query($slug: String!) {
    project(slug: $slug) {
      id
      modelProviders {
        id
        name
        prices {
          model
        }
      }
      prompts {
        id
        draft {
          provider
          model
        }
      }
    }
  }
`);

interface Props {
  provider: string | null;
  model: string;
  readOnly: boolean;
  onChange: (part: { provider?: string; model?: string }) => void;
}

/** Who is asked: a provider of the project, and the name of a model. Suggests the models that the project uses already. */
export function ModelChoice({ provider, model, readOnly, onChange }: Props) {
  const { slug, viewerRole } = useProject();
  const [{ data, error }, again] = useQuery({ query: ModelChoice_query, variables: { slug } });
  const providers = data?.project?.modelProviders;
  const names = providers?.map((one) => one.name) ?? [];
  const isGone = providers !== undefined && provider !== null && !names.includes(provider);
  const priced = providers?.find((one) => one.name === provider)?.prices.map((one) => one.model) ?? [];
  const used = data?.project?.prompts.map(({ draft }) => draft).filter((one) => one.provider === provider && one.model !== model) ?? [];
  const models = [...new Set([...priced, ...used.map((one) => one.model)])].filter(Boolean).sort();

  return (
    <div>
      <div className={classes.model}>
        <Select
          label="Provider"
          size="xs"
          placeholder={providers?.length === 0 ? 'None yet' : 'Choose one'}
          allowDeselect={false}
          readOnly={readOnly}
          data={provider !== null && !names.includes(provider) ? [...names, provider] : names}
          value={provider}
          error={isGone && 'The project has no provider of this name any more'}
          onChange={(name) => name && onChange({ provider: name })}
        />
        <Autocomplete
          label="Model"
          size="xs"
          placeholder="As the provider calls it"
          readOnly={readOnly}
          data={models}
          value={model}
          onChange={(name) => onChange({ model: name })}
        />
      </div>
      {providers?.length === 0 && (
        <Text size="xs" c="dimmed" mt={6}>
          Nothing can be run before there is a provider of models.{' '}
          {isAtLeast(viewerRole, 'ADMIN') ? (
            <TextLink to="/p/$project/settings" params={{ project: slug }} hash="models" size="xs" underline="always">
              Add one in the settings
            </TextLink>
          ) : (
            'Ask an admin to add one in the settings.'
          )}
        </Text>
      )}
      {error && !providers && (
        <ProblemText size="xs" mt={6}>
          The providers could not be loaded: {failureText(error)}{' '}
          <Anchor component="button" size="xs" onClick={() => again({ requestPolicy: 'network-only' })}>
            Try again
          </Anchor>
        </ProblemText>
      )}
    </div>
  );
}
