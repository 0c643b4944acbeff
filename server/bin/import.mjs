// `npm run import -- FILE.jsonl --project …`
import { setup } from './setup.mjs';
import { runTypeScript } from './run.mjs';

await setup({ page: false });
await runTypeScript('../cli/import.ts');
