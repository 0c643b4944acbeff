/** What came of reading a body. Rejects only with what ends the reading: a cut connection, or the signal of the call. */
export type BodyRead = { ok: true; text: string } | { ok: false; reason: string };

/** Of a body, when nothing else is said: 1 MB. */
export const mostBodyBytes = 1024 * 1024;

/** Reads a body to its end as UTF-8, or gives it up once there is more than `most` bytes of it, unpacked. */
export async function readBoundedBody(response: Response, most = mostBodyBytes): Promise<BodyRead> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the rest.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > most) return { ok: false, reason: `The answer is larger than ${sizeOf(most)}.` };
    chunks.push(chunk);
  }
  return { ok: true, text: new TextDecoder().decode(Buffer.concat(chunks)) };
}

const sizeOf = (bytes: number) => (bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${Math.round(bytes / 1024 / 1024)} MB`);
