import { Button, FileButton, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileImport } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { useMutation } from 'urql';
import { useProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { ProblemText } from '../ui/problem-text.tsx';
import classes from './prompts.module.css';

const ImportPrompt_mutation = graphql(`
  mutation ImportPrompt($input: ImportPromptInput!) {
    importPrompt(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on ImportPromptPayload {
        existed
        version {
          id
          number
          prompt {
            id
            name
          }
        }
      }
    }
  }
`);

/** Bytes of a file that is still a prompt. */
const most = 1024 * 1024;

/** Takes in a `.prompt.yml` file, chosen or dropped: a version of the prompt that it names. */
export function ImportFile({ onImported }: { onImported: (name: string) => void }) {
  const { id: projectId } = useProject();
  const [{ fetching }, run] = useMutation(ImportPrompt_mutation);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  async function take(file: File | null | undefined) {
    if (!file) return;
    if (file.size > most) return setRefused(`${file.name} is larger than 1 MB: no prompt.`);
    const { done, problem } = outcome(await run({ input: { projectId, file: await file.text() } }), 'importPrompt');
    if (!done) return setRefused(problem);
    const { number, prompt } = done.version;
    notifications.show({
      color: 'teal',
      message: done.existed ? `${prompt.name} has this already: version ${number}.` : `${prompt.name} is imported as version ${number}.`,
    });
    onImported(prompt.name);
  }
  const hold = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };

  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={hold}
      onDragEnter={hold}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer.files[0]);
      }}
    >
      <Text size="sm" c="dimmed" mb={8}>
        Drop a <code>.prompt.yml</code> file here; it names its prompt.
      </Text>
      <FileButton accept=".yml,.yaml" onChange={(file) => void take(file)} inputProps={{ 'aria-label': 'Prompt file' }}>
        {(props) => (
          <Button variant="default" leftSection={<IconFileImport size={15} />} loading={fetching} {...props}>
            Choose a file
          </Button>
        )}
      </FileButton>
      <ProblemText mt={8}>{refused}</ProblemText>
    </div>
  );
}
