import { ActionIcon, Button, Code, Group, Table, Text, Title } from '@mantine/core';
import { IconBrain, IconPencil, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { counted } from '../ui/format.ts';
import { DeleteProvider } from './delete-provider.tsx';
import { kindNames, Providers_provider, type Provider } from './provider-documents.ts';
import { ProviderDialog } from './provider-dialog.tsx';
import { TestProvider } from './test-provider.tsx';
import classes from './settings.module.css';

interface Props {
  providers: readonly FragmentOf<typeof Providers_provider>[];
  canChange: boolean;
  onChanged: () => void;
}

/** The services that run models for the project, with its keys for them. */
export function Providers({ providers: masked, canChange, onChanged }: Props) {
  const providers = readFragment(Providers_provider, masked);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    // Prompts link here; the page was not there yet when the browser looked for it.
    if (location.hash === '#models') section.current?.scrollIntoView();
  }, []);
  const [open, setOpen] = useState<Provider | 'new' | null>(null);
  const add = canChange && (
    <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setOpen('new')}>
      Add a provider
    </Button>
  );
  return (
    <section ref={section} id="models" aria-labelledby="models-title">
      <Group justify="space-between" mb="xs">
        <Title order={3} id="models-title">
          Models
        </Title>
        {providers.length > 0 && add}
      </Group>
      <div className={classes.box}>
        {providers.length === 0 ? (
          <EmptyState title="No provider of models" icon={<IconBrain size={22} stroke={1.6} />} action={add}>
            Prompts are run by a provider: OpenAI, Anthropic, Google, or whatever speaks OpenAI’s protocol, such as Ollama, vLLM or a
            gateway. {!canChange && 'An admin can add one.'}
          </EmptyState>
        ) : (
          <Table verticalSpacing={7} fz="sm" aria-label="Providers of models">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>Kind</Table.Th>
                <Table.Th>Key</Table.Th>
                <Table.Th>Prices</Table.Th>
                {canChange && <Table.Th aria-label="Actions" />}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {providers.map((provider) => (
                <Table.Tr key={provider.id}>
                  <Table.Td fw={550}>{provider.name}</Table.Td>
                  <Table.Td>
                    {kindNames[provider.kind]}
                    {provider.baseUrl && (
                      <Text size="xs" c="dimmed" className={classes.address} title={provider.baseUrl}>
                        {provider.baseUrl}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>
                    {provider.keyHint ? (
                      <Code>…{provider.keyHint}</Code>
                    ) : (
                      <Text span size="sm" c="dimmed">
                        none
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td c="dimmed">{provider.prices.length > 0 ? counted(provider.prices.length, 'model') : 'list prices'}</Table.Td>
                  {canChange && (
                    <Table.Td>
                      <Group gap={4} wrap="nowrap" justify="flex-end">
                        <TestProvider provider={provider} />
                        <ActionIcon aria-label={`Edit ${provider.name}`} onClick={() => setOpen(provider)}>
                          <IconPencil size={16} />
                        </ActionIcon>
                        <DeleteProvider id={provider.id} name={provider.name} onDeleted={onChanged} />
                      </Group>
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </div>
      {open && <ProviderDialog provider={open === 'new' ? null : open} onClose={() => setOpen(null)} onSaved={onChanged} />}
    </section>
  );
}
