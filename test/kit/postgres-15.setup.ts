import type { TestProject } from 'vitest/node';
import { postgres15 } from './left-out.ts';
import { servePostgres } from './postgres-for-tests.ts';

/** Before the run: the oldest Postgres that Docket runs on. */
export const setup = (project: TestProject) => servePostgres(project, postgres15);
