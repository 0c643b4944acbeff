import type { SignalName, SignalPayloads } from '@docket/schema/feed/signals.ts';

/** Postgres takes at most 7,999 bytes in one NOTIFY. */
const longest = 7900;

export type Notice = { [N in SignalName]: [N, SignalPayloads[N]] }[SignalName];

/** A notice is `<process> <message> <part>/<parts> <JSON>`; the JSON is an array of [name, payload]. */
let messages = 0;

/** Packs notices into as few texts as may be, none too long; a single one that is too long is cut into parts. */
export function pack(processId: string, notices: Notice[]): string[] {
  const texts: string[] = [];
  let batch: string[] = [];
  let length = 0;
  const flush = () => {
    if (batch.length > 0) texts.push(...cut(processId, `[${batch.join(',')}]`));
    batch = [];
    length = 0;
  };
  for (const notice of notices) {
    const text = ascii(JSON.stringify(notice));
    if (length + text.length > room) flush();
    batch.push(text);
    length += text.length + 1;
  }
  flush();
  return texts;
}

const room = longest - 100;

function cut(processId: string, json: string): string[] {
  const id = ++messages;
  const parts = Math.ceil(json.length / room);
  return Array.from({ length: parts }, (_, part) => `${processId} ${id} ${part}/${parts} ${json.slice(part * room, (part + 1) * room)}`);
}

/** One byte a character, so that a length in characters is one in bytes and no cut falls inside a character. */
const ascii = (json: string): string =>
  json.replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Reads what other processes packed; what is our own, or not ours to understand, is nothing. Parts of one message come
 * in order, since one connection sends them; those of a message that never ends are let go with the next one. */
export function makeReader(processId: string): (text: string) => Notice[] {
  const begun = new Map<string, { id: string; json: string }>();
  return (text) => {
    const [, from, id, part, parts, json] = /^(\S+) (\d+) (\d+)\/(\d+) (.*)$/s.exec(text) ?? [];
    if (from === undefined || id === undefined || json === undefined || from === processId) return [];
    let whole = json;
    if (parts !== '1') {
      const before = begun.get(from);
      if (part === '0') begun.set(from, { id, json });
      else if (before?.id === id) before.json += json;
      if (Number(part) + 1 < Number(parts)) return [];
      whole = begun.get(from)?.id === id ? begun.get(from)!.json : '[]';
      begun.delete(from);
    }
    try {
      return JSON.parse(whole) as Notice[];
    } catch {
      return [];
    }
  };
}
