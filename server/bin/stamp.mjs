import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The workspace's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const made = new Set(['node_modules', 'dist', 'generated', '.docket']);
const unused = /\.test\.tsx?$|\.tsbuildinfo$|~$/;

/** The files at or below a path of the workspace, without those that are made. */
function* filesBelow(path) {
  if (!existsSync(join(root, path))) return;
  let entries;
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true });
  } catch {
    yield path;
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory() ? made.has(entry.name) : unused.test(entry.name)) continue;
    yield* filesBelow(join(path, entry.name));
  }
}

function hashOf(sources) {
  const hash = createHash('sha256').update(process.version);
  for (const source of sources) for (const file of filesBelow(source)) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/**
 * Runs `make` when what it makes is not there or was made from other sources. The stamp stands inside what is made, so
 * that whoever removes that gets it made again.
 */
export async function whenChanged({ sources, stamp, makes = [], make }) {
  const file = join(root, stamp);
  const hash = hashOf(sources);
  const complete = makes.every((path) => existsSync(join(root, path)));
  if (complete && existsSync(file) && readFileSync(file, 'utf8') === hash) return;
  rmSync(file, { force: true });
  await make();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, hash);
}
