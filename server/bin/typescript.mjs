// `node --import …/typescript.mjs FILE.ts`: runs TypeScript. The loader is in typescript-loader.mjs.
import { register } from 'node:module';

register('./typescript-loader.mjs', import.meta.url);
process.setSourceMapsEnabled(true);
