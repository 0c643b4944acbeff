import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readConfig } from '@docket/server/config.ts';
import { startServer } from '@docket/server/serve.ts';
import { test as base } from '../kit/database.ts';

const test = base
  .extend('folder', { scope: 'file' }, async ({}, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'docket-page-'));
    onCleanup(() => rm(folder, { recursive: true }));
    return folder;
  })
  .extend('page', { scope: 'file' }, async ({ db, folder }, { onCleanup }) => {
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html>the page');
    await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'script');
    const server = await startServer(readConfig({ DATABASE_URL: db.url, PORT: '0', DOCKET_LOG_LEVEL: 'silent' }), { page: folder });
    onCleanup(() => server.stop());
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

test('a name with a dot is a page, and a file that is gone while the server runs is a 404 and no more', async ({ page, folder }) => {
  expect(await (await fetch(`${page}/p/support/prompts/answer.v2`)).text()).toBe('<!doctype html>the page');
  const late = join(folder, 'assets', 'late.js');
  await writeFile(late, 'here');
  expect(await (await fetch(`${page}/assets/late.js`)).text()).toBe('here');
  await rm(late);
  expect((await fetch(`${page}/assets/late.js`)).status).toBe(404);
  expect((await fetch(`${page}/assets`)).status).toBeLessThan(500);
  expect((await fetch(`${page}/health`)).status).toBe(200);
});

test('nothing above the folder is served, and nothing is taken', async ({ page }) => {
  for (const path of ['/..%2f..%2fetc/passwd', '/%2e%2e/package.json', '/assets/..%5c..%5cpackage.json']) {
    const text = await (await fetch(page + path)).text();
    expect([path, /root:|"name": "docket"/.test(text)]).toEqual([path, false]);
  }
  expect((await fetch(page, { method: 'POST', body: 'x' })).status).toBe(405);
  expect((await fetch(`${page}/%`)).status).toBeLessThan(500);
});
