// The worker's side of sandbox.ts: says that it is ready, then answers each run with what came of it.
import { parentPort } from 'node:worker_threads';
import { runCode } from './run-code.mjs';

parentPort.on('message', async (run) => parentPort.postMessage(await runCode(run)));
parentPort.postMessage('ready');
