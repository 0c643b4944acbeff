// `npm start`: everything, from nothing.
import { setup } from './setup.mjs';
import { runTypeScript } from './run.mjs';

await setup();
const { start } = await runTypeScript('../start.ts');
await start();
