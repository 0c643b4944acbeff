// `npm run dev`: the database here, the server again at every change of its sources, the page by Vite.
import { setup } from './setup.mjs';
import { runTypeScript } from './run.mjs';

await setup({ page: false });
const { develop } = await runTypeScript('../develop.ts');
await develop();
