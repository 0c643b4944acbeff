import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { postgres15 } from './kit/left-out.ts';
import { LongestFirst } from './kit/longest-first.ts';

const require = createRequire(import.meta.url);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const tests = (...folders: string[]) => folders.map((folder) => `test/${folder}/**/*.test.ts`);

// What is asked of the database itself holds on the oldest Postgres too.
const ofTheDatabase = tests('prisma', 'queue', 'datasets', 'monitor');
// These start processes and browsers, and wait for them as often as they work.
const ofTheWhole = tests('commands', 'story', 'browser', 'faults', 'model');
// How soon another browser shows something is measured when nothing else runs.
const ofTime = ['test/browser/two-reviewers.test.ts'];

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

const whole: TestProjectInlineConfiguration['test'] = {
  globalSetup: ['test/kit/embedded.setup.ts', 'test/kit/browser.setup.ts'],
  testTimeout: 120_000,
};

const projects = [
  project({
    name: 'docket',
    isolate: false, // the schema imported anew for each file: 330 s for what takes 216
    include: ['test/**/*.test.ts'],
    exclude: ofTheWhole,
    globalSetup: ['test/kit/embedded.setup.ts'],
    maxWorkers: 2,
  }),
  project({ name: 'client', isolate: false, include: ['client/**/*.test.{ts,tsx}'], environment: 'happy-dom', maxWorkers: 2 }),
  project({ ...whole, name: 'whole', isolate: false, include: ofTheWhole, exclude: ofTime, maxWorkers: 3, sequence: { groupOrder: 1 } }),
  project({ ...whole, name: 'time', include: ofTime, maxWorkers: 1, sequence: { groupOrder: 2 } }),
];

if (existsSync(postgres15)) {
  projects.push(
    project({
      name: 'postgres-15',
      isolate: false,
      include: ofTheDatabase,
      // Of the Postgres that comes with Docket, of a command, of files, or of no database: the version makes no difference.
      exclude: [
        'test/prisma/embedded.test.ts',
        'test/monitor/import-cli.test.ts',
        'test/monitor/map-line.test.ts',
        'test/monitor/validate-span.test.ts',
        'test/datasets/files.test.ts',
      ],
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
    sequence: { sequencer: LongestFirst },
    projects,
  },
});
