// `npm run gate -- --project … --prompt … --env …`
import { setup } from './setup.mjs';
import { runTypeScript } from './run.mjs';

await setup({ page: false });
await runTypeScript('../cli/gate.ts');
