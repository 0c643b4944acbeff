import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { postgres15 } from './kit/left-out.ts';

const require = createRequire(import.meta.url);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const tests = (...folders: string[]) => folders.map((folder) => `test/${folder}/**/*.test.ts`);

// What is asked of the database itself holds on the oldest Postgres too.
const ofTheDatabase = tests('prisma', 'queue', 'datasets', 'monitor');
// These start processes and browsers, or measure time: one by one, when nothing else runs.
const ofTheWhole = tests('commands', 'story', 'browser', 'faults', 'model');

const project = (test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration => ({
  extends: true,
  resolve: {
    alias: [
      // One graphql for all. Vite would take index.mjs for our files while yoga and Pothos get index.js from Node, and
      // then no error of ours is an `instanceof GraphQLError` of theirs.
      { find: /^graphql$/, replacement: require.resolve('graphql') },
    ],
  },
  test: { ...test, exclude: ['**/node_modules/**', ...(test?.exclude ?? [])] },
});

const projects = [
  project({
    name: 'docket',
    include: ['test/**/*.test.ts'],
    exclude: ofTheWhole,
    globalSetup: ['test/kit/embedded.setup.ts'],
    maxWorkers: 2,
  }),
  project({ name: 'client', include: ['client/**/*.test.{ts,tsx}'], environment: 'happy-dom', maxWorkers: 2 }),
  project({
    name: 'whole',
    include: ofTheWhole,
    globalSetup: ['test/kit/embedded.setup.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    sequence: { groupOrder: 1 },
  }),
];

if (existsSync(postgres15)) {
  projects.push(
    project({
      name: 'postgres-15',
      include: ofTheDatabase,
      // Of the Postgres that comes with Docket, and of a command: the version makes no difference to them.
      exclude: ['test/prisma/embedded.test.ts', 'test/monitor/import-cli.test.ts'],
      globalSetup: ['test/kit/postgres-15.setup.ts'],
      maxWorkers: 2,
    }),
  );
}

export default defineConfig({
  root: here('..'),
  test: {
    reporters: [here('kit/left-out.reporter.ts'), 'default', here('kit/closing-line.reporter.ts')],
    // Longer than anything takes on two busy cores; a test that hangs is still told.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects,
  },
});
