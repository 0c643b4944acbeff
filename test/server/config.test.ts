import { expect, test } from 'vitest';
import { defaultLimits } from '@docket/schema/limits.ts';
import { ConfigError, readConfig } from '@docket/server/config.ts';

const DATABASE_URL = 'postgresql://localhost/docket';

test('needs a database and nothing else', () => {
  const config = readConfig({ DATABASE_URL, PORT: '' });
  expect(config).toMatchObject({ host: '127.0.0.1', port: 4400, introspection: true, graphiql: false, limits: defaultLimits, origins: [] });
  expect(readConfig({ DATABASE_URL, NODE_ENV: 'production' }).introspection).toBe(false);
});

test('every bound can be set', () => {
  const config = readConfig({
    DATABASE_URL,
    DOCKET_PAGE_SIZE: '10',
    DOCKET_CLAIMS_PER_PERSON: '0',
    DOCKET_UPLOAD_BYTES: '123',
    DOCKET_ORIGINS: 'https://docket.example/, http://localhost:5173',
  });
  expect(config.limits).toEqual({ ...defaultLimits, pageSize: 10, claimsPerPerson: 0, uploadBytes: 123 });
  expect(config.origins).toEqual(['https://docket.example', 'http://localhost:5173']);
});

test('a start waits for its database as long as it takes, or so many seconds', () => {
  expect(readConfig({ DATABASE_URL }).databaseWait).toBe(Infinity);
  expect(readConfig({ DATABASE_URL, DOCKET_DATABASE_WAIT: '0' }).databaseWait).toBe(0);
  expect(() => readConfig({ DATABASE_URL, DOCKET_DATABASE_WAIT: '-1' })).toThrow(/DOCKET_DATABASE_WAIT/);
});

test('lists all that is wrong at once', () => {
  const read = () =>
    readConfig({
      DATABASE_URL: 'mysql://x',
      PORT: '99999',
      DOCKET_PAGE_SIZE: '0',
      DOCKET_BATCH: 'many',
      DOCKET_ORIGINS: 'docket.example',
      DOCKET_COOKIE: 'a b',
      DOCKET_GRAPHIQL: 'perhaps',
    });
  expect(read).toThrow(ConfigError);
  try {
    read();
  } catch (error) {
    const names = (error as ConfigError).problems.map((problem) => problem.split(/[.:]/)[0]);
    expect(names.sort()).toEqual([
      'DATABASE_URL',
      'DOCKET_BATCH',
      'DOCKET_COOKIE',
      'DOCKET_GRAPHIQL',
      'DOCKET_ORIGINS',
      'DOCKET_PAGE_SIZE',
      'PORT',
    ]);
  }
});
