// What `npm run dev` starts again at every change.
import { start } from './start.ts';

await start();
