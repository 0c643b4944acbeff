import { Modal, Tabs } from '@mantine/core';
import type { Json } from '../graphql/graphql.ts';
import { valuesFrom } from './fill-values.ts';
import type { PagePrompt } from './prompt-documents.ts';
import { RowChoice } from './row-choice.tsx';
import { SpanChoice } from './span-choice.tsx';
import type { Variable } from './template.ts';

export interface Filled {
  /** "Row 12" */
  from: string;
  filled: Record<string, string>;
  missing: string[];
}

/** What was chosen, with its values by name. */
export type OnSource = (from: string, values: Record<string, Json>) => void;

interface Props {
  prompt: PagePrompt;
  variables: readonly Variable[];
  onFill: (filled: Filled) => void;
  onClose: () => void;
}

/** Values for the variables out of a row of a dataset, or of what the application did. */
export function FillFrom({ prompt, variables, onFill, onClose }: Props) {
  const take: OnSource = (from, values) => onFill({ from, ...valuesFrom(values, variables) });
  return (
    <Modal opened onClose={onClose} title="Fill the variables from…" size="lg">
      <Tabs defaultValue="row" keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="row">A dataset’s row</Tabs.Tab>
          <Tabs.Tab value="span">A span</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="row">
          <RowChoice onTake={take} />
        </Tabs.Panel>
        <Tabs.Panel value="span">
          <SpanChoice promptName={prompt.name} onTake={take} />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}
