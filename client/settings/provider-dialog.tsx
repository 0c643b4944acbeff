import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { useProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { DialogButtons } from '../ui/dialog-buttons.tsx';
import { ProblemText } from '../ui/problem-text.tsx';
import { KeyField } from './key-field.tsx';
import { PricesTable, type TypedPrice } from './prices-table.tsx';
import { ProviderBounds, type TypedBounds } from './provider-bounds.tsx';
import { CreateProvider_mutation, kindNames, UpdateProvider_mutation, type Provider, type ProviderKind } from './provider-documents.ts';

interface Props {
  /** Null for a new one. */
  provider: Provider | null;
  onClose: () => void;
  onSaved: () => void;
}

const kinds = (Object.keys(kindNames) as ProviderKind[]).map((value) => ({ value, label: kindNames[value] }));
const number = (value: string | number): number | undefined => (typeof value === 'number' ? value : undefined);

/** Adds or changes a provider. Its key can be set and taken away, never read. */
export function ProviderDialog({ provider, onClose, onSaved }: Props) {
  const { id: projectId } = useProject();
  const [{ fetching: creating }, create] = useMutation(CreateProvider_mutation);
  const [{ fetching: updating }, update] = useMutation(UpdateProvider_mutation);
  const [kind, setKind] = useState<ProviderKind>(provider?.kind ?? 'OPENAI');
  const [name, setName] = useState(provider?.name ?? '');
  const [baseUrl, setBaseUrl] = useState(provider?.baseUrl ?? '');
  const [apiKey, setApiKey] = useState<string | undefined>();
  const [bounds, setBounds] = useState<TypedBounds>({
    timeoutSeconds: provider?.timeoutSeconds ?? '',
    attempts: provider?.attempts ?? '',
    concurrency: provider?.concurrency ?? '',
  });
  const [prices, setPrices] = useState<TypedPrice[]>(() => provider?.prices.map((price) => ({ ...price })) ?? []);
  const [problem, setProblem] = useState<string | null>(null);
  const compatible = kind === 'OPENAI_COMPATIBLE';

  async function save(event: FormEvent) {
    event.preventDefault();
    const named = prices.filter(({ model }) => model.trim() !== '').map((price) => ({ ...price, model: price.model.trim() }));
    const half = named.find((price) => number(price.in) === undefined || number(price.out) === undefined);
    if (half) return setProblem(`The price of ${half.model} needs both sides; 0 where it costs nothing.`);
    const priced = named.map((price) => ({ model: price.model, in: Number(price.in), out: Number(price.out) }));
    const { timeoutSeconds, attempts, concurrency } = bounds;
    const common = {
      name: name.trim() || kindNames[kind],
      apiKey,
      timeoutSeconds: number(timeoutSeconds),
      attempts: number(attempts),
      concurrency: number(concurrency),
      prices: priced,
    };
    const answer = provider
      ? outcome(await update({ input: { id: provider.id, ...common, baseUrl: baseUrl.trim() } }), 'updateModelProvider')
      : outcome(await create({ input: { projectId, kind, ...common, baseUrl: baseUrl.trim() || undefined } }), 'createModelProvider');
    if (!answer.done) return setProblem(answer.problem);
    onSaved();
    onClose();
  }
  return (
    <Modal opened onClose={onClose} title={provider ? `Edit ${provider.name}` : 'Add a provider'} size="lg">
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="md">
          <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
            <Select
              label="Kind"
              allowDeselect={false}
              disabled={provider !== null}
              data={kinds}
              value={kind}
              onChange={(value) => value && setKind(value)}
            />
            <TextInput
              label="Name"
              placeholder={kindNames[kind]}
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </Group>
          {provider && name.trim() !== provider.name && (
            <Text size="xs" c="dimmed">
              Prompts find it by its name: those that say “{provider.name}” cannot be run until they are changed.
            </Text>
          )}
          <TextInput
            label="Base URL"
            required={compatible}
            description={compatible ? 'Where chat completions are, without /chat/completions' : 'Left empty: the provider’s own'}
            placeholder={compatible ? 'https://models.example.com/v1' : ''}
            type="url"
            value={baseUrl}
            onChange={(event) => setBaseUrl(event.currentTarget.value)}
          />
          <KeyField hint={provider?.keyHint ?? null} onChange={setApiKey} />
          <ProviderBounds bounds={bounds} onChange={setBounds} />
          <PricesTable prices={prices} onChange={setPrices} />
          <ProblemText>{problem}</ProblemText>
          <DialogButtons onCancel={onClose}>
            <Button type="submit" size="sm" loading={creating || updating}>
              {provider ? 'Save' : 'Add'}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  );
}
