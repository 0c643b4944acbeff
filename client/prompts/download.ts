import type { Client } from 'urql';
import { notifications } from '@mantine/notifications';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import type { Side } from './use-side.ts';

const PromptFile_query = graphql(`
  query PromptFile_query($id: ID!, $number: Int!, $draft: Boolean!) {
    prompt(id: $id) {
      id
      name
      draftFile @include(if: $draft)
      version(number: $number) @skip(if: $draft) {
        id
        file
      }
    }
  }
`);

function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Downloads the draft or a version as a `.prompt.yml` file. */
export async function downloadPrompt(client: Client, id: string, side: Side): Promise<void> {
  const variables = { id, number: side === 'draft' ? 0 : side, draft: side === 'draft' };
  const { data, error } = await client.query(PromptFile_query, variables, { requestPolicy: 'network-only' }).toPromise();
  const text = data?.prompt?.draftFile ?? data?.prompt?.version?.file;
  if (text === undefined || !data?.prompt) {
    notifications.show({ color: 'red', title: 'Nothing was downloaded', message: failureText(error) });
    return;
  }
  saveFile(`${data.prompt.name}.prompt.yml`, text);
}
