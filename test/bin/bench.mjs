// `npm run bench`: all benchmarks; `npm run bench -- claims page`: these. Each ends with one line of JSON.
import { runTypeScript } from '../../server/bin/run.mjs';
import { setup } from '../../server/bin/setup.mjs';

await setup({ page: false });
await runTypeScript('../../test/bench/main.ts');
