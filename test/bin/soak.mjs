// `npm run soak`: ten minutes of load and faults, then the checker; `npm run soak -- --minutes 60 --seed 7`.
import { runTypeScript } from '../../server/bin/run.mjs';
import { setup } from '../../server/bin/setup.mjs';

await setup({ page: false });
await runTypeScript('../../test/soak/main.ts');
