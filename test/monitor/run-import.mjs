// What `npm run import` does after it has seen to the installation.
import { runTypeScript } from '../../server/bin/run.mjs';

await runTypeScript('../cli/import.ts');
