// `npm run db:migrate`: brings the database of DATABASE_URL, or the embedded one, up to date.
import { setup } from './setup.mjs';
import { runTypeScript } from './run.mjs';

await setup({ page: false });
const { migrateOnly } = await runTypeScript('../migrate.ts');
await migrateOnly();
