// `npm test`: all of it, from nothing. What follows `--` goes to vitest: `npm test -- test/queue`.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setup } from '../../server/bin/setup.mjs';
import { root } from '../../server/bin/stamp.mjs';

await setup();
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const args = [vitest, 'run', '--config', join(root, 'test/vitest.config.ts'), ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
// Vitest gets Ctrl-C itself, and ends its Postgres before it goes.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
child.on('close', (code, signal) => process.exit(signal ? 1 : code));
