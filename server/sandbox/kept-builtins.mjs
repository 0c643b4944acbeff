/**
 * Runs in QuickJS before the user's code does, as text, and keeps the built-ins as they were: what the user's code makes
 * of JSON or of a prototype changes only what it gives back.
 */
function keepBuiltIns(most) {
  const { stringify } = JSON;
  const text = String;
  const cut = Function.prototype.call.bind(String.prototype.slice);

  /** “message” or “stack” of something thrown, as text; empty when there is none. */
  const partOf = (error, part) => {
    try {
      if (typeof error === 'object' && error !== null) {
        const found = error[part];
        if (typeof found === 'string') return cut(found, 0, 1000);
        if (part === 'stack') return '';
        return `${cut(stringify(error) ?? 'a value that is no error', 0, 200)} was thrown`;
      }
      return part === 'stack' ? '' : `${cut(text(error), 0, 200)} was thrown`;
    } catch {
      return part === 'stack' ? '' : 'a value that cannot be read was thrown';
    }
  };

  /** `=` and the value as JSON, or `!` and why there is none. Throws what a getter or a `toJSON` throws. */
  const write = (value) => {
    const nothing = '!The code gave nothing back: `return` a value, or define `evaluate(subject)`.';
    if (value === undefined) return nothing;
    if (typeof value === 'function' || typeof value === 'symbol') return `!The code gave back a ${typeof value}, which JSON cannot hold.`;
    let found = '';
    const refuse = (key, what) => {
      found = `!The code gave back ${key === '' ? '' : `“${cut(key, 0, 100)}”: `}${what}, which JSON cannot hold.`;
      throw found;
    };
    try {
      const json = stringify(value, (key, part) => {
        if (typeof part === 'bigint') refuse(key, 'a BigInt');
        // Written as null, it would look like an answer.
        if (typeof part === 'number' && !(part - part === 0)) refuse(key, text(part));
        return part;
      });
      if (json === undefined) return nothing;
      return json.length > most ? `!The code gave back more than ${most / 1024} KB of JSON.` : `=${json}`;
    } catch (error) {
      if (found === '' || error !== found) throw error;
      return found;
    }
  };

  return [write, partOf];
}

/** @param {number} most How long the JSON of a result may be. */
export const keptBuiltIns = (most) => `(${keepBuiltIns})(${most})`;
