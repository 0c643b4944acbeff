import type { TestProject } from 'vitest/node';
import { servePostgres } from './postgres-for-tests.ts';

/** Before the run: the Postgres that comes with Docket. */
export const setup = (project: TestProject) => servePostgres(project);
