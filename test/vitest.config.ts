import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { postgres15 } from './kit/left-out.ts';

const require = createRequire(import.meta.url);

// What is asked of the database itself holds on the oldest Postgres too.
const ofTheDatabase = ['prisma', 'queue', 'datasets', 'monitor'].map((folder) => `test/${folder}/**/*.test.ts`);
const has15 = existsSync(postgres15);

const shared = {
  resolve: {
    alias: [
      // One graphql for all. Vite would take index.mjs for our files while yoga and Pothos get index.js from Node, and
      // then no error of ours is an `instanceof GraphQLError` of theirs.
      { find: /^graphql$/, replacement: require.resolve('graphql') },
    ],
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    reporters: [new URL('./kit/left-out.reporter.ts', import.meta.url).pathname, 'default'],
    // Longer than anything takes on two busy cores; a test that hangs is still told.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        ...shared,
        extends: true,
        test: {
          name: 'docket',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['test/kit/embedded.setup.ts'],
        },
      },
      {
        ...shared,
        extends: true,
        test: { name: 'client', include: ['client/**/*.test.{ts,tsx}'], exclude: ['**/node_modules/**'], environment: 'happy-dom' },
      },
      ...(has15
        ? [
            {
              ...shared,
              extends: true as const,
              test: {
                name: 'postgres-15',
                include: ofTheDatabase,
                exclude: ['test/prisma/embedded.test.ts'],
                globalSetup: ['test/kit/postgres-15.setup.ts'],
              },
            },
          ]
        : []),
    ],
  },
});
