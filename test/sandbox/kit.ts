import { test as plain } from 'vitest';
import type { Json } from '@docket/schema/builder.ts';
import type { SandboxOutcome } from '@docket/schema/evaluators/ports.ts';
import { makeSandbox, type OpenSandbox } from '@docket/server/sandbox/sandbox.ts';

export const megabyte = 1024 * 1024;

interface Fixtures {
  sandbox: OpenSandbox;
  /** Runs with 15 seconds, of which a busy machine may need some, and 16 MB when nothing else is said. */
  run(code: string, input?: Json, bounds?: { milliseconds?: number; memoryBytes?: number }): Promise<SandboxOutcome>;
  /** The reason for which there is no value. */
  why(...of: Parameters<Fixtures['run']>): Promise<string>;
}

export const test = plain.extend<Fixtures>({
  sandbox: async ({}, use) => {
    const sandbox = makeSandbox();
    await use(sandbox);
    await sandbox.stop();
  },
  run: async ({ sandbox }, use) =>
    use((code, input = null, bounds) => sandbox.run(code, input, { milliseconds: 15_000, memoryBytes: 16 * megabyte, ...bounds })),
  why: async ({ run }, use) =>
    use(async (...of) => {
      const outcome = await run(...of);
      return outcome.ok ? `no reason, but ${JSON.stringify(outcome.value)?.slice(0, 200)}` : outcome.reason;
    }),
});
