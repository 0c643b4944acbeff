import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export interface Import {
  /** The file that imports, from the workspace's folder: `schema/queue/claim-rows.ts`. */
  from: string;
  /** As it is written. */
  specifier: string;
  /** The workspace's file that it means; null for a package. */
  to: string | null;
  /** Gone at run time. */
  typeOnly: boolean;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const floors = ['prisma', 'schema', 'server', 'test', 'client'];

function* sourcesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!['node_modules', 'dist', 'generated'].includes(entry.name)) yield* sourcesBelow(path);
    } else if (/\.(ts|tsx|mjs)$/.test(entry.name)) yield path;
  }
}

/** Everything that the workspace's sources import. */
export function readImports(): Import[] {
  return floors.flatMap((floor) => [...sourcesBelow(floor)].flatMap(importsOf));
}

function importsOf(from: string): Import[] {
  const source = ts.createSourceFile(from, readFileSync(join(root, from), 'utf8'), ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const add = (name: ts.Node | undefined, typeOnly: boolean) => {
    if (name && ts.isStringLiteralLike(name)) found.push({ from, specifier: name.text, to: resolve(from, name.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `import type …`, and `import { type A, type B }`. */
function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = clause;
  return !name && !!namedBindings && ts.isNamedImports(namedBindings) && namedBindings.elements.every((element) => element.isTypeOnly);
}

function resolve(from: string, specifier: string): string | null {
  const path = /^@docket\/(.*)$/.exec(specifier)?.[1] ?? (specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : null);
  if (path === null) return null;
  // The page's sources leave the ending to Vite.
  return (
    [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find(
      (candidate) => /\.\w+$/.test(candidate) && existsSync(join(root, candidate)),
    ) ?? path
  );
}

/** Circles among these imports, each as the files that one comes by. */
export function findCircles(imports: Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) if (to !== null) next.set(from, [...(next.get(from) ?? []), to]);
  const circles: string[][] = [];
  const done = new Set<string>();
  const walk = (file: string, path: string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push([...path.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return circles;
}
