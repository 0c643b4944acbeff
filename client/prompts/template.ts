/** A piece of a template: what stands between the tags, or a tag. */
export interface Piece {
  kind: 'text' | 'variable' | 'section' | 'comment' | 'wrong';
  text: string;
  /** Of a variable or section. */
  name?: string;
}

/** A variable of a prompt. */
export interface Variable {
  name: string;
  /** Used as a section or with a dot: its value is JSON, a list or an object. */
  structured: boolean;
  /** Whether it is needed: what is a section alone may be left out. */
  needed: boolean;
}

interface Tag {
  /** `#`, `^`, `/`, `!`, `>`, `=`, or empty for a value. */
  sign: string;
  name: string;
  start: number;
  end: number;
}

// Mustache's tags, as the server reads them (https://mustache.github.io/mustache.5.html).
const tagPattern = /\{\{\s*(?:\{\s*([^}]*?)\s*\}\}\}|(!)[\s\S]*?\}\}|([#^/>&=]?)\s*([\s\S]*?)\s*\}\})/g;

function tagsOf(template: string): Tag[] {
  return Array.from(template.matchAll(tagPattern), (match) => {
    const [whole, triple, comment, sign = '', name = ''] = match;
    return {
      sign: comment ?? (sign === '&' ? '' : sign),
      name: triple ?? name,
      start: match.index,
      end: match.index + whole.length,
    };
  });
}

const isWrong = ({ sign, name }: Tag) => sign === '>' || sign === '=' || (sign !== '!' && (name === '' || name.includes('{{')));

/** The template in pieces that together are the template again, for highlighting. */
export function piecesOf(template: string): Piece[] {
  const pieces: Piece[] = [];
  const text = (from: number, to: number) => {
    const open = template.slice(from, to).indexOf('{{');
    const until = open < 0 ? to : from + open;
    if (until > from) pieces.push({ kind: 'text', text: template.slice(from, until) });
    if (until < to) pieces.push({ kind: 'wrong', text: template.slice(until, to) });
  };
  let at = 0;
  for (const tag of tagsOf(template)) {
    text(at, tag.start);
    const kind = isWrong(tag) ? 'wrong' : tag.sign === '!' ? 'comment' : tag.sign === '' ? 'variable' : 'section';
    pieces.push({ kind, text: template.slice(tag.start, tag.end), ...((kind === 'variable' || kind === 'section') && { name: tag.name }) });
    at = tag.end;
  }
  text(at, template.length);
  return pieces;
}

/** What is wrong with a template, in one sentence; null when it can be filled in. */
export function templateProblem(template: string): string | null {
  const open: string[] = [];
  let at = 0;
  for (const tag of tagsOf(template)) {
    if (template.slice(at, tag.start).includes('{{') || tag.name.includes('{{')) return 'A {{ is not closed by }}.';
    at = tag.end;
    if (tag.sign === '>') return `{{>${tag.name}}}: a prompt cannot include another.`;
    if (tag.sign === '=') return 'Delimiters cannot be changed.';
    if (tag.sign !== '!' && tag.name === '') return 'A {{ }} without a name.';
    if (tag.sign === '#' || tag.sign === '^') open.push(tag.name);
    if (tag.sign === '/') {
      const last = open.pop();
      if (last === undefined) return `{{/${tag.name}}} ends a section that did not begin.`;
      if (last !== tag.name) return `{{/${tag.name}}} stands where {{/${last}}} should be.`;
    }
  }
  if (template.slice(at).includes('{{')) return 'A {{ is not closed by }}.';
  return open.length > 0 ? `The section {{#${open.at(-1)}}} is not closed.` : null;
}

/** The variables of some templates, in the order in which they occur: what stands outside of sections, and the sections. */
export function variablesOf(templates: readonly string[]): Variable[] {
  const found = new Map<string, Variable>();
  for (const template of templates) {
    let depth = 0;
    for (const tag of tagsOf(template)) {
      if (tag.sign === '!' || isWrong(tag)) continue;
      if (tag.sign === '/') depth = Math.max(0, depth - 1);
      else if (depth === 0 && tag.name !== '.') {
        const [name = '', ...rest] = tag.name.split('.');
        const before = found.get(name);
        const structured = tag.sign !== '' || rest.length > 0;
        found.set(name, {
          name,
          structured: structured || (before?.structured ?? false),
          needed: tag.sign === '' || (before?.needed ?? false),
        });
      }
      if (tag.sign === '#' || tag.sign === '^') depth++;
    }
  }
  return [...found.values()];
}
