import * as z from 'zod/mini';

const problem = z.object({
  line: z._default(z.nullable(z.number()), null),
  column: z._default(z.nullable(z.string()), null),
  reason: z.string(),
});
const refusal = z.object({ error: z.string(), problems: z._default(z.array(problem), []) });
const success = z.object({ added: z.number() });

export type UploadProblem = z.infer<typeof problem>;
export type UploadAnswer = { added: number; error?: undefined } | { error: string; problems: UploadProblem[] };

/** The type that the server is told a file has; by its name, since browsers disagree about the rest. */
export const typeOfFile = (name: string): string => (/\.(jsonl|ndjson)$/i.test(name) ? 'application/x-ndjson' : 'text/csv');

/** Sends a file of rows. Any answer that is none of the agreed ones is told as a sentence. */
export async function uploadRows(datasetId: string, file: File, createColumns: boolean): Promise<UploadAnswer> {
  const path = `/api/datasets/${encodeURIComponent(datasetId)}/rows${createColumns ? '?createColumns=true' : ''}`;
  try {
    const response = await fetch(path, {
      method: 'POST',
      body: file,
      headers: { 'content-type': typeOfFile(file.name) },
      credentials: 'same-origin',
    });
    const body: unknown = await response.json().catch(() => null);
    const added = success.safeParse(body);
    if (response.ok && added.success) return { added: added.data.added };
    const refused = refusal.safeParse(body);
    if (refused.success) return refused.data;
    return { error: `The server answered with ${response.status}. Nothing was added as far as we know.`, problems: [] };
  } catch {
    return {
      error: 'The server could not be reached, or the file could not be read. Check whether the rows are there before trying again.',
      problems: [],
    };
  }
}
