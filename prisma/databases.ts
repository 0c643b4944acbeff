import pg from 'pg';
import { connect } from './connect.ts';

/** The same server, another database. */
export function databaseUrl(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.href;
}

/** Makes a database on the server that `url` names, as a copy of `template` (by default an empty one in UTF-8).
 * Nobody may be connected to the template. Returns the new database's url. */
export async function createDatabase(url: string, name: string, template?: string): Promise<string> {
  const from = template === undefined ? `template0 ENCODING 'UTF8'` : pg.escapeIdentifier(template);
  await once(url, `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${from}`);
  return databaseUrl(url, name);
}

/** Removes a database, and ends whatever is connected to it. One that is not there is fine. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await once(url, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
}

async function once(url: string, sql: string): Promise<void> {
  const client = await connect(url, { statement_timeout: 0 });
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
