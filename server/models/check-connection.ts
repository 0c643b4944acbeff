import type { ModelConnection } from '@docket/schema/models/model-port.ts';
import type { Failure } from './failure.ts';

/** What is wrong with a connection before anything is sent; null when nothing is. */
export function checkConnection({ kind, baseUrl, apiKey }: ModelConnection): Failure | null {
  const wrong = (of: 'KEY_REFUSED' | 'UNREACHABLE', message: string): Failure => ({ kind: of, message, again: false, waitMs: null });
  if (!apiKey && kind !== 'OPENAI_COMPATIBLE') return wrong('KEY_REFUSED', 'This provider needs a key: enter one.');
  // fetch would refuse these too, and say the key while it does.
  if (apiKey && !/^[\x21-\x7e]+$/.test(apiKey))
    return wrong('KEY_REFUSED', 'The key has characters that no key has, such as a space or the end of a line: enter it again.');
  if (baseUrl === null) return kind === 'OPENAI_COMPATIBLE' ? wrong('UNREACHABLE', 'This provider has no address: enter one.') : null;
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    return wrong(
      'UNREACHABLE',
      'The address of this provider is not one of the form https://host/path, without a name and password: correct it.',
    );
  return null;
}
