import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readConfig } from '@docket/server/config.ts';
import { startServer } from '@docket/server/serve.ts';
import { test as base } from '../kit/database.ts';

const test = base.extend('page', { scope: 'file' }, async ({ db }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'docket-page-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>the page');
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'script');
  const server = await startServer(readConfig({ DATABASE_URL: db.url, PORT: '0', DOCKET_LOG_LEVEL: 'silent' }), { page: folder });
  onCleanup(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });
  return server.url;
});

test('every route of the page gets the page, asked for each time', async ({ page }) => {
  for (const path of ['/', '/p/support/datasets/3/queue?filter=%7B%7D']) {
    const response = await fetch(page + path);
    expect([response.status, await response.text(), response.headers.get('cache-control')]).toEqual([
      200,
      '<!doctype html>the page',
      'no-store',
    ]);
  }
});

test('files that carry a hash are kept for good; those that are not there are not the page', async ({ page }) => {
  const script = await fetch(`${page}/assets/main-1a2b.js`);
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(script.headers.get('content-type')).toContain('javascript');
  expect((await fetch(`${page}/assets/main-old.js`)).status).toBe(404);
});

test('nothing above the folder is served, and nothing is taken', async ({ page }) => {
  for (const path of ['/..%2f..%2fetc/passwd', '/%2e%2e/package.json', '/assets/..%5c..%5cpackage.json']) {
    const text = await (await fetch(page + path)).text();
    expect([path, /root:|"name": "docket"/.test(text)]).toEqual([path, false]);
  }
  expect((await fetch(page, { method: 'POST', body: 'x' })).status).toBe(405);
  expect((await fetch(`${page}/%`)).status).toBeLessThan(500);
});
