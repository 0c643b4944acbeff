import type { Services } from '../context.ts';
import { inTransaction, takenAs } from '../datasets/in-transaction.ts';
import { isStorable, nameOf } from '../datasets/names.ts';
import { InvalidInput } from '../refusals.ts';
import type { ProviderKind } from './model-port.ts';
import type { ModelPrice } from './prices.ts';
import { keyOwner } from './provider-record.ts';

type Write = Pick<Services, 'db' | 'secrets' | 'limits'>;

/** What a provider is; what is left out stays, or is the default of a new one. */
export interface ProviderSettings {
  name?: string | null;
  baseUrl?: string | null;
  /** In the clear; kept encrypted. An empty text takes it away. */
  apiKey?: string | null;
  timeoutSeconds?: number | null;
  attempts?: number | null;
  concurrency?: number | null;
  prices?: readonly (ModelPrice & { model: string })[] | null;
}

/** Adds a provider to a project; answers its id. */
export async function createProvider(
  services: Write,
  { projectId, kind, ...settings }: ProviderSettings & { projectId: number; kind: ProviderKind; name: string },
): Promise<number> {
  const there = await services.db.prisma.modelProvider.count({ where: { projectId } });
  if (there >= services.limits.providers)
    throw new InvalidInput(`A project has at most ${services.limits.providers} providers.`, ['input']);
  if (kind === 'OPENAI_COMPATIBLE' && !settings.baseUrl)
    throw new InvalidInput('A provider that is compatible with OpenAI needs its base URL, such as https://models.example.com/v1.', [
      'input',
      'baseUrl',
    ]);
  // The key is sealed for the record's id, so the record comes first; both or neither.
  return inTransaction(services.db.pool, async (client) => {
    const { rows } = await client
      .query<{ id: number }>(`INSERT INTO model_provider (project_id, name, kind) VALUES ($1, $2, $3) RETURNING id`, [
        projectId,
        nameOf(settings.name, 'name', ['input', 'name'], 100),
        kind,
      ])
      .catch(takenAs(settings.name));
    const { id } = rows[0]!;
    await write(client, services, id, checked(settings));
    return id;
  });
}

/** Changes a provider. What is left out stays; but a key does not go along to another address, or whoever may change one could
 * have it sent to themselves. */
export async function updateProvider(services: Write, { id, ...settings }: ProviderSettings & { id: number }): Promise<void> {
  const before = await services.db.prisma.modelProvider.findUnique({ where: { id }, select: { baseUrl: true, keySealed: true } });
  const change = checked(settings);
  const { baseUrl, apiKey } = change;
  if (baseUrl !== null && (baseUrl || null) !== before?.baseUrl && before?.keySealed && apiKey === null)
    throw new InvalidInput('Enter the key again: it is not sent to another address than it was entered for.', ['input', 'apiKey']);
  await write(services.db.pool, services, id, change);
}

interface Client {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

async function write(client: Client, { secrets }: Write, id: number, change: ReturnType<typeof checked>): Promise<void> {
  const { name, baseUrl, apiKey, timeoutSeconds, attempts, concurrency, prices } = change;
  const key =
    apiKey === null
      ? {}
      : apiKey === ''
        ? { sealed: null, hint: null }
        : { sealed: secrets.seal(apiKey, keyOwner(id)), hint: apiKey.slice(-4) };
  await client
    .query(
      `UPDATE model_provider SET name = coalesce($2, name), base_url = CASE WHEN $3::text IS NULL THEN base_url ELSE nullif($3, '') END,
         key_sealed = CASE WHEN $4 THEN $5 ELSE key_sealed END, key_hint = CASE WHEN $4 THEN $6 ELSE key_hint END,
         timeout_seconds = coalesce($7, timeout_seconds), attempts = coalesce($8, attempts), concurrency = coalesce($9, concurrency),
         prices = coalesce($10, prices), updated_at = clock_timestamp()
       WHERE id = $1`,
      [id, name, baseUrl, 'sealed' in key, key.sealed, key.hint, timeoutSeconds, attempts, concurrency, prices],
    )
    .catch(takenAs(name));
}

function checked({ name, baseUrl, apiKey, timeoutSeconds, attempts, concurrency, prices }: ProviderSettings) {
  const within = (field: string, value: number | null | undefined, least: number, most: number) => {
    if (value != null && !(value >= least && value <= most))
      throw new InvalidInput(`${field} is from ${least} to ${most}.`, ['input', field]);
    return value ?? null;
  };
  // A key goes into a header: what a header cannot carry would fail at every call, with a message about headers.
  if (apiKey != null && !/^[\x21-\x7e]{0,2000}$/.test(apiKey.trim()))
    throw new InvalidInput('An API key has letters, digits and signs of ASCII, without blanks.', ['input', 'apiKey']);
  return {
    name: name == null ? null : nameOf(name, 'name', ['input', 'name'], 100),
    baseUrl: baseUrl == null || baseUrl.trim() === '' ? (baseUrl ?? null) : checkedUrl(baseUrl.trim()),
    apiKey: apiKey?.trim() ?? null,
    timeoutSeconds: within('timeoutSeconds', timeoutSeconds, 1, 600),
    attempts: within('attempts', attempts, 1, 10),
    concurrency: within('concurrency', concurrency, 1, 256),
    prices: prices == null ? null : checkedPrices(prices),
  };
}

function checkedUrl(text: string): string {
  const where = ['input', 'baseUrl'];
  const url = URL.canParse(text) && isStorable(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || text.length > 1000)
    throw new InvalidInput('A base URL begins with https:// or http://, such as https://models.example.com/v1.', where);
  if (url.username || url.password) throw new InvalidInput('The base URL holds a name or a password. Put the key in its own field.', where);
  if (url.search || url.hash) throw new InvalidInput('A base URL ends with its path: no ? and no #.', where);
  return url.href.replace(/\/+$/, '');
}

function checkedPrices(prices: readonly (ModelPrice & { model: string })[]): { [model: string]: ModelPrice } {
  if (prices.length > 500) throw new InvalidInput('At most 500 prices.', ['input', 'prices']);
  return Object.fromEntries(
    prices.map((price, at) => {
      const where = ['input', 'prices', String(at)];
      if (!(price.in >= 0 && price.out >= 0 && price.in <= 1e6 && price.out <= 1e6))
        throw new InvalidInput('A price is US dollars for a million tokens, nought or more.', where);
      return [nameOf(price.model, 'model', where, 200), { in: price.in, out: price.out }];
    }),
  );
}
