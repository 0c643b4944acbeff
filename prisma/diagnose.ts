import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { readMigrations } from './migrations.ts';
import { schemaEngine } from './schema-engine.ts';

export interface Diagnosis {
  /** Migrations whose file was changed after they were applied. */
  edited: string[];
  failed: string[];
  /** Where folder and database differ; null when they tell the same story. */
  history: unknown;
}

/** What Prisma's own engine thinks of a database that `migrate` made: what `prisma migrate status` would say. */
export async function diagnose(url: string): Promise<Diagnosis> {
  const Engine = await schemaEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url, max: 1 }));
  const engine = await Engine.new({ datamodels: undefined }, () => undefined, adapter);
  try {
    const found = await engine.diagnoseMigrationHistory({
      migrationsList: {
        baseDir: '',
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: (await readMigrations()).map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
      optInToShadowDatabase: false,
      filters: { externalTables: [], externalEnums: [] },
    });
    return { edited: found.editedMigrationNames, failed: found.failedMigrationNames, history: found.history };
  } finally {
    engine.free();
  }
}
