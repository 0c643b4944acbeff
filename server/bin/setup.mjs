// What has to be there before anything runs: packages, generated code, the built page. Each is made only when its
// sources changed, so that a second start takes no time. Plain Node, since at first nothing else is installed.
import './check-node.mjs';
import { fileURLToPath } from 'node:url';
import { realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failed, run } from './run.mjs';
import { root, whenChanged } from './stamp.mjs';

const pnpm = 'pnpm@10.34.9';
const packages = ['.', 'server', 'client', 'schema', 'prisma', 'test'].map((folder) => join(folder, 'package.json'));

const install = () =>
  whenChanged({
    sources: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...packages],
    stamp: 'node_modules/.docket-installed',
    makes: ['node_modules/.pnpm', 'prisma/node_modules', 'server/node_modules', 'client/node_modules'],
    make: () =>
      run('Installing packages', 'npx', ['--yes', pnpm, 'install', '--frozen-lockfile', '--prod=false'], {
        // Without a terminal pnpm would otherwise stop to ask.
        env: { CI: 'true' },
        shell: process.platform === 'win32',
      }),
  });

const generateClient = () =>
  whenChanged({
    sources: ['prisma/schema.prisma', 'prisma/prisma.config.ts', 'prisma/package.json'],
    stamp: 'prisma/generated/.docket-made',
    makes: ['prisma/generated/client/client.ts', 'prisma/generated/pothos-types.ts'],
    make: () =>
      run('Generating the database client', process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
        cwd: join(root, 'prisma'),
        // The generators are found by their commands' names. Generating does not need the engine, but Prisma would download it: any program in its place stops that.
        env: {
          PATH: [join(root, 'prisma/node_modules/.bin'), process.env.PATH].join(delimiter),
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          CHECKPOINT_DISABLE: '1',
          PRISMA_HIDE_UPDATE_MESSAGE: '1',
        },
      }),
  });

const generateTypes = () =>
  whenChanged({
    sources: ['schema/schema.graphql', 'client/generate.mjs', 'client/package.json'],
    stamp: 'client/generated/.docket-made',
    make: () => run('Generating the page’s types', process.execPath, ['generate.mjs'], { cwd: join(root, 'client') }),
  });

const buildPage = () =>
  whenChanged({
    sources: ['client', 'schema/schema.graphql', 'pnpm-lock.yaml'],
    stamp: 'client/dist/.docket-made',
    makes: ['client/dist/index.html'],
    make: () =>
      run('Building the page', process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
        cwd: join(root, 'client'),
        env: { NODE_ENV: 'production' },
      }),
  });

/** Makes what is missing or old. Without `page`, the built page is left as it is. */
export async function setup({ page = true } = {}) {
  try {
    await install();
    await generateClient();
    await generateTypes();
    if (page) await buildPage();
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await setup({ page: !process.argv.includes('--no-page') });
}
