import type { Database } from '@docket/prisma/database.ts';

/** Something that a process has one of for each database: made at the first use, and gone with it. */
export function perDatabase<T>(make: (db: Database) => T): (db: Database) => T {
  const all = new WeakMap<Database, T>();
  return (db) => {
    const there = all.get(db);
    if (there !== undefined) return there;
    const made = make(db);
    all.set(db, made);
    return made;
  };
}
