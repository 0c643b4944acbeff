import { connect } from '@docket/prisma/connect.ts';

/** What a schema.prisma can say, and what it cannot. */
export type Kind =
  | 'table'
  | 'column'
  | 'enum'
  | 'constraint'
  | 'index'
  | 'sequence'
  | 'special index'
  | 'check'
  | 'function'
  | 'trigger'
  | 'storage'
  | 'extension'
  | 'view'
  | 'policy'
  | 'statistics';

/** Everything in a database's schema: `kind name` → its definition as Postgres writes it. */
export type Catalog = Map<string, string>;

const inSchema = `nspname = 'public'`;
const tables = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND ${inSchema} AND c.relname <> '_prisma_migrations'`;
const ofExtension = (oid: string) => `EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = ${oid} AND d.deptype = 'e')`;

const queries: Record<string, string> = {
  tables: `SELECT CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' ELSE 'view' END, relname, relkind::text
    FROM ${tables} WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT ${ofExtension('c.oid')}`,
  columns: `SELECT 'column', relname || '.' || attname,
      concat_ws(' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'NOT NULL' END,
        'DEFAULT ' || pg_get_expr(adbin, adrelid), nullif(attidentity, ''), nullif(attgenerated, ''), collname)
    FROM ${tables} JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef ON adrelid = c.oid AND adnum = attnum
    LEFT JOIN pg_collation co ON co.oid = attcollation AND collname <> 'default'
    WHERE relkind IN ('r', 'p')`,
  enums: `SELECT 'enum', typname, (SELECT string_agg(enumlabel, ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)
    FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace AND ${inSchema} WHERE typtype = 'e'`,
  constraints: `SELECT CASE contype WHEN 'c' THEN 'check' ELSE 'constraint' END, relname || '.' || conname, pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN ${tables} ON conrelid = c.oid WHERE contype <> 'n'`,
  // Prisma says neither predicates, nor expressions, nor what is merely included, nor storage parameters.
  indexes: `SELECT CASE WHEN indpred IS NULL AND indexprs IS NULL AND indnatts = indnkeyatts AND i.reloptions IS NULL
        THEN 'index' ELSE 'special index' END, i.relname, pg_get_indexdef(i.oid)
    FROM ${tables} JOIN pg_index x ON indrelid = c.oid JOIN pg_class i ON i.oid = indexrelid`,
  sequences: `SELECT 'sequence', relname, seqtypid::regtype::text FROM ${tables} JOIN pg_sequence ON seqrelid = c.oid`,
  functions: `SELECT 'function', p.oid::regprocedure::text, pg_get_functiondef(p.oid)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace AND ${inSchema} WHERE prokind IN ('f', 'p') AND NOT ${ofExtension('p.oid')}`,
  triggers: `SELECT 'trigger', relname || '.' || tgname, pg_get_triggerdef(t.oid)
    FROM pg_trigger t JOIN ${tables} ON tgrelid = c.oid WHERE NOT tgisinternal`,
  storage: `SELECT 'storage', relname, array_to_string(reloptions || relpersistence::text, ', ')
    FROM ${tables} WHERE relkind IN ('r', 'p') AND (reloptions IS NOT NULL OR relpersistence <> 'p')`,
  columnStorage: `SELECT 'storage', relname || '.' || attname, concat_ws(' ', attstorage, attcompression, attstattarget, attoptions::text)
    FROM ${tables} JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 JOIN pg_type t ON t.oid = atttypid
    WHERE relkind = 'r' AND (attstorage <> typstorage OR attcompression <> '' OR attoptions IS NOT NULL OR coalesce(attstattarget, -1) <> -1)`,
  policies: `SELECT 'policy', tablename || '.' || policyname, concat_ws(' ', cmd, roles::text, qual, with_check) FROM pg_policies`,
  extensions: `SELECT 'extension', extname, '' FROM pg_extension WHERE extname <> 'plpgsql'`,
  statistics: `SELECT 'statistics', stxname, pg_get_statisticsobjdef(oid) FROM pg_statistic_ext`,
};

export async function readCatalog(url: string): Promise<Catalog> {
  const client = await connect(url);
  try {
    const catalog: Catalog = new Map();
    for (const text of Object.values(queries)) {
      const { rows } = await client.query<[Kind, string, string]>({ text, rowMode: 'array' });
      for (const [kind, name, definition] of rows) catalog.set(`${kind} ${name}`, definition);
    }
    return new Map([...catalog].sort(([a], [b]) => (a < b ? -1 : 1)));
  } finally {
    await client.end();
  }
}
