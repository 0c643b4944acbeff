import { spawn } from 'node:child_process';
import { root } from './stamp.mjs';

/** Runs a program of the workspace to its end. What it says is shown only if it fails. */
export function run(title, command, args, { cwd = root, env = {}, shell = false } = {}) {
  process.stderr.write(`${title}… `);
  const began = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], shell });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) {
        process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1)} s\n`);
        return resolve();
      }
      process.stderr.write('failed\n');
      process.stderr.write(Buffer.concat(said));
      reject(new Failed(`${title} failed (${[command, ...args].join(' ')}).`));
    });
  });
}

/** Told as its one sentence: the program that failed has said the rest. */
export class Failed extends Error {}

/** Runs a TypeScript file of the workspace in this process. Only after the setup, since what reads it is installed then. */
export async function runTypeScript(path) {
  await import('./typescript.mjs');
  return import(new URL(path, import.meta.url).href);
}
