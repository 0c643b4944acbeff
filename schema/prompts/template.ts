import Mustache from 'mustache';
import { InvalidInput } from '../refusals.ts';
import type { JsonObject, JsonValue } from '../monitor/json-value.ts';
import { keyFor } from '../datasets/names.ts';

/**
 * Templates are Mustache (https://mustache.github.io/mustache.5.html): `{{name}}`, `{{#list}}…{{/list}}`,
 * `{{^empty}}…{{/empty}}`, `{{! note }}`. Logic-less, so that a prompt says nothing that a reader of it must execute. Not
 * allowed are partials and other delimiters, which would make a prompt depend on what is not in it. Nothing is escaped: a
 * prompt is no HTML.
 */
export interface Template {
  /** What it names outside of sections, and the sections themselves, in their order: what whoever fills it in must have. */
  variables: string[];
  /** Throws MissingVariables. A section without a value is left out; anything else must be there, if only as null. */
  render(values: JsonObject): string;
}

/** A variable that nobody gave a value. */
export class MissingVariables extends Error {
  constructor(readonly names: string[]) {
    super(`No value for ${names.map((name) => `{{${name}}}`).join(', ')}.`);
  }
}

type Token = [kind: string, value: string, start: number, end: number, inner?: Token[], innerEnd?: number];

/** Parses a template once. Throws InvalidInput that names line and column. */
export function parseTemplate(text: string, where: string[] = []): Template {
  const tokens = tokensOf(text, where);
  refuse(tokens, text, where);
  return {
    variables: [...new Set(variablesOf(tokens))],
    render(values) {
      const missing: string[] = [];
      const rendered = new Writer(missing).renderTokens(tokens as unknown as string[][], new Values(values), undefined, text);
      if (missing.length > 0) throw new MissingVariables([...new Set(missing)]);
      return rendered;
    },
  };
}

function tokensOf(text: string, where: string[]): Token[] {
  try {
    // A writer of its own: the library's keeps every template it ever parsed.
    return new Writer([]).parse(text) as Token[];
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const at = /^(.*) at (\d+)$/s.exec(said);
    throw new InvalidInput(`${at ? `${at[1]}, ${placeOf(text, Number(at[2]))}` : said}.`, where);
  }
}

const placeOf = (text: string, index: number): string => {
  const before = text.slice(0, index).split('\n');
  return `line ${before.length}, column ${before.at(-1)!.length + 1}`;
};

/** Sections within sections. */
const deepest = 32;

function refuse(tokens: Token[], text: string, where: string[], depth = 0): void {
  if (depth > deepest) throw new InvalidInput(`Sections are nested more than ${deepest} deep.`, where);
  for (const [kind, value, start, , inner] of tokens) {
    const what =
      kind === '>' ? `{{>${value}}}: a prompt cannot include another` : kind === '=' ? '{{= =}}: delimiters cannot be changed' : '';
    if (what) throw new InvalidInput(`${what}, ${placeOf(text, start)}.`, where);
    if (inner) refuse(inner, text, where, depth + 1);
  }
}

const isVariable = (kind: string) => kind === 'name' || kind === '&' || kind === '{';

/** The first step of a dotted name is what has to be there. `{{.}}` is the item of a list. */
function* variablesOf(tokens: Token[]): Generator<string> {
  for (const [kind, value] of tokens) {
    if ((isVariable(kind) || kind === '#' || kind === '^') && value !== '.') yield value.split('.')[0]!;
  }
}

/** What a value has by this name: its own properties; of a list its items, and not its length. */
function own(view: unknown, name: string): unknown {
  if (typeof view !== 'object' || view === null || (Array.isArray(view) && !/^\d+$/.test(name))) return undefined;
  return Object.hasOwn(view, name) ? (view as Record<string, unknown>)[name] : undefined;
}

/** The value behind a variable's name: by the name itself, or by the column that stands for it (`userQuery`: `user_query`). */
export const valueOf = (values: JsonObject, name: string): JsonValue | undefined =>
  own(values, name) !== undefined ? values[name] : (own(values, keyFor(name)) as JsonValue | undefined);

/** Looks names up among own properties alone, so that no `{{constructor}}` finds what objects inherit. */
class Values extends Mustache.Context {
  override push(view: unknown): Values {
    return new Values(view, this);
  }

  override lookup(path: string): unknown {
    if (path === '.') return this.view;
    const [first, ...rest] = path.split('.') as [string, ...string[]];
    // The outermost values are those of the row, where a column may stand for a name.
    const found = this.parent ? own(this.view, first) : valueOf(this.view as JsonObject, first);
    return found === undefined ? this.parent?.lookup(path) : rest.reduce(own, found);
  }
}

/** Characters of one rendered message, and steps that it may take: a section within itself over a long list has no end. */
const longest = 4_000_000;
const mostSteps = 1_000_000;

class Writer extends Mustache.Writer {
  private steps = 0;
  private length = 0;

  constructor(private readonly missing: string[]) {
    super();
    (this as { templateCache?: unknown }).templateCache = undefined;
  }

  override renderTokens(...[tokens, ...rest]: Parameters<Mustache.Writer['renderTokens']>): string {
    if ((this.steps += tokens.length) > mostSteps) throw new InvalidInput('The template repeats itself more than a million times.');
    return super.renderTokens(tokens, ...rest);
  }

  override rawValue(token: string[]): string {
    return this.count(super.rawValue(token));
  }

  override escapedValue(token: string[], context: Mustache.Context): string {
    return this.unescapedValue(token, context);
  }

  override unescapedValue([, name]: string[], context: Mustache.Context): string {
    const value: unknown = context.lookup(name!);
    if (value === undefined) this.missing.push(name!);
    return this.count(
      value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value),
    );
  }

  private count(text: string): string {
    if ((this.length += text.length) > longest) throw new InvalidInput(`The filled template is longer than ${longest} characters.`);
    return text;
  }
}
