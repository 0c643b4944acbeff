import type pg from 'pg';
import type { Services } from '../context.ts';
import { inTransaction } from '../datasets/in-transaction.ts';
import { textOf } from '../datasets/names.ts';
import { contentHash } from '../monitor/content-hash.ts';
import type { JsonObject } from '../monitor/json-value.ts';
import { InvalidInput } from '../refusals.ts';
import type { PromptContent } from './prompt-content.ts';
import { DraftChangedMeanwhile, NothingChanged } from './refusals.ts';
import { requireRunnable } from './render-prompt.ts';

type Write = Pick<Services, 'db' | 'signals' | 'limits'>;

export interface SaveVersion {
  promptId: number;
  projectId: number;
  actorId: number;
  /** The revision of the draft that the caller saw: what becomes a version is what they read. */
  revision: number;
  notes?: string | null;
}

export interface SavedVersion {
  id: number;
  number: number;
  /** Whether it was there already: the same content is the same version. */
  existed: boolean;
}

/** Makes the draft a version, for good. Refused: a draft that somebody changed meanwhile, that cannot be run, or that is the
 * same as a version there is. */
export async function saveVersion(services: Write, input: SaveVersion): Promise<SavedVersion> {
  const { promptId, projectId, actorId, revision } = input;
  const notes = textOf(input.notes ?? '', 'notes', ['input', 'notes']);
  const saved = await holdPrompt(services, promptId, async (client, { draft, draftRevision }) => {
    if (draftRevision !== revision) throw new DraftChangedMeanwhile(promptId);
    requireRunnable(draft, ['draft']);
    const version = await insertVersion(client, services, { promptId, projectId, authorId: actorId, content: draft, notes });
    if (version.existed) throw new NothingChanged(promptId, version.number);
    await client.query('UPDATE prompt SET draft_base = $2 WHERE id = $1', [promptId, version.number]);
    return version;
  });
  services.signals.send('prompt', { projectId, promptId });
  return saved;
}

export interface ImportVersion {
  promptId: number;
  projectId: number;
  actorId: number;
  content: PromptContent;
  notes: string;
}

/** Makes a content that came from elsewhere a version. The draft follows if nobody has worked on it since its version; what
 * somebody has typed there stays. The same content again is the same version. */
export async function importVersion(services: Write, input: ImportVersion): Promise<SavedVersion> {
  const { promptId, projectId, actorId, content, notes } = input;
  requireRunnable(content, ['input', 'file']);
  const saved = await holdPrompt(services, promptId, async (client, { draft, draftBase }) => {
    const version = await insertVersion(client, services, { promptId, projectId, authorId: actorId, content, notes });
    const base = draftBase === null ? null : await contentOf(client, promptId, draftBase);
    if (draftBase === null ? version.number === 1 : base !== null && hashOf(base) === hashOf(draft)) {
      await client.query(
        `UPDATE prompt SET draft = $2, draft_base = $3, draft_revision = draft_revision + 1, draft_by_id = $4, draft_at = clock_timestamp()
         WHERE id = $1`,
        [promptId, content, version.number, actorId],
      );
    }
    return version;
  });
  services.signals.send('prompt', { projectId, promptId });
  return saved;
}

interface HeldPrompt {
  draft: PromptContent;
  draftRevision: number;
  draftBase: number | null;
}

/** Whoever makes a version of this prompt waits here for who came before: so the next number is the next. */
function holdPrompt<T>({ db }: Write, promptId: number, work: (client: pg.PoolClient, held: HeldPrompt) => Promise<T>): Promise<T> {
  return inTransaction(db.pool, async (client) => {
    const { rows } = await client.query<HeldPrompt>(
      `SELECT draft, draft_revision AS "draftRevision", draft_base AS "draftBase" FROM prompt WHERE id = $1 FOR UPDATE`,
      [promptId],
    );
    return work(client, rows[0]!);
  });
}

const hashOf = (content: PromptContent): string => contentHash(content as unknown as JsonObject);

async function contentOf(client: pg.PoolClient, promptId: number, number: number): Promise<PromptContent | null> {
  const { rows } = await client.query<{ content: PromptContent }>(
    'SELECT content FROM prompt_version WHERE prompt_id = $1 AND number = $2',
    [promptId, number],
  );
  return rows[0]?.content ?? null;
}

interface NewVersion {
  promptId: number;
  projectId: number;
  authorId: number;
  content: PromptContent;
  notes: string;
}

/** Under the prompt's lock. Numbers are 1, 2, 3… without a gap. */
async function insertVersion(client: pg.PoolClient, { limits }: Write, version: NewVersion): Promise<SavedVersion> {
  const { promptId, projectId, authorId, content, notes } = version;
  const hash = hashOf(content);
  const { rows } = await client.query<{ last: number; id: number | null; number: number | null }>(
    `SELECT coalesce(max(number), 0) AS last, max(id) FILTER (WHERE content_hash = $2) AS id,
       max(number) FILTER (WHERE content_hash = $2) AS number FROM prompt_version WHERE prompt_id = $1`,
    [promptId, hash],
  );
  const { last, id, number } = rows[0]!;
  if (id !== null && number !== null) return { id, number, existed: true };
  if (last >= limits.promptVersions)
    throw new InvalidInput(`A prompt has at most ${limits.promptVersions} versions.`, ['input', 'promptId']);
  const made = await client.query<{ id: number }>(
    `INSERT INTO prompt_version (project_id, prompt_id, number, content, content_hash, notes, author_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [projectId, promptId, last + 1, content, hash, notes, authorId],
  );
  return { id: made.rows[0]!.id, number: last + 1, existed: false };
}
