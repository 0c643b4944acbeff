import { UploadRefused, UploadTooLarge } from './refusals.ts';

/** The bytes of an upload as text, piece by piece. UTF-8 alone, with or without a byte order mark; refused at the first
 * byte that is not, and as soon as there are more than `maxBytes`. */
export async function* decodeText(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let line = 1;
  for await (const chunk of body) {
    if (bytes === 0) refuseUtf16(chunk);
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new UploadTooLarge(maxBytes);
    const text = decode(() => decoder.decode(chunk, { stream: true }), line);
    line += countLines(text);
    yield text;
  }
  yield decode(() => decoder.decode(), line);
}

function decode(work: () => string, line: number): string {
  try {
    return work();
  } catch {
    throw new UploadRefused([
      { line, column: '', reason: 'here, or a little below, is something that is not UTF-8. Save the file as UTF-8 and try again.' },
    ]);
  }
}

function refuseUtf16([first, second]: Uint8Array): void {
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (utf16)
    throw new UploadRefused([{ line: 1, column: '', reason: 'the file is UTF-16. Save it as UTF-8 (“CSV UTF-8”) and try again.' }]);
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
