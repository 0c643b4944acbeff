import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { unpackChromium } from './chromium.ts';

/** Before the run, once: two files of tests that begin at one moment would each do it, and one use what is half there. */
export default async function prepareBrowsers(): Promise<void> {
  await buildPage();
  await unpackChromium();
}

/** Builds the page if its sources changed; under `npm test` that is done already. DOCKET_TEST_BUILD=false takes it as it is. */
async function buildPage(): Promise<void> {
  if (process.env.DOCKET_TEST_BUILD === 'false') return;
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../server/bin/setup.mjs', import.meta.url))], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The page could not be built, so there is nothing to open in a browser.');
}
