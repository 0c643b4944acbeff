import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '@docket/prisma/database.ts';
import { deployVersion } from '@docket/schema/deploy/deploy-version.ts';
import { currentDeployment } from '@docket/schema/deploy/history.ts';
import { AlreadyDeployed, NothingToRollBackTo } from '@docket/schema/deploy/refusals.ts';
import { rollBack } from '@docket/schema/deploy/roll-back.ts';
import { processes, someProject } from '../datasets/kit.ts';
import { test } from '../kit/database.ts';

/** Two prompts with three versions each, in two environments. */
async function seed(db: Database) {
  const { projectId, actorId } = await someProject(db);
  const make = (name: string) => db.prisma.environment.create({ data: { projectId, name } });
  const environments = [await make('one'), await make('two')];
  const prompts = await Promise.all(
    ['a', 'b'].map((name) =>
      db.prisma.prompt.create({
        data: {
          projectId,
          name,
          draft: {},
          versions: { create: [1, 2, 3].map((number) => ({ projectId, number, content: {}, contentHash: String(number) })) },
        },
        include: { versions: { orderBy: { number: 'asc' } } },
      }),
    ),
  );
  return { projectId, actorId, environments, prompts };
}

const step = fc.record({
  // Mostly the same place, so that histories grow long.
  environment: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
  prompt: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
  /** Which version is deployed; null rolls back. */
  version: fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 2 }) }, { weight: 2, arbitrary: fc.constant(null) }),
});

test('deploying pushes and rolling back pops, in each environment for each prompt by itself', async ({ db }) => {
  const [services] = processes(db);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      const { projectId, actorId, environments, prompts } = await seed(db);
      const stacks = new Map<string, number[]>();
      for (const { environment, prompt, version } of steps) {
        const place = { environmentId: environments[environment]!.id, promptId: prompts[prompt]!.id };
        const key = `${environment} ${prompt}`;
        const model = stacks.get(key) ?? [];
        stacks.set(key, model);
        const current = await currentDeployment(db.pool, place);
        expect(current?.versionId).toBe(model.at(-1));
        const act = { ...place, projectId, actorId, expected: current?.id ?? null };
        if (version === null) {
          if (model.length < 2) await expect(rollBack(services!, act)).rejects.toThrow(NothingToRollBackTo);
          else {
            await rollBack(services!, act);
            model.pop();
          }
        } else {
          const versionId = prompts[prompt]!.versions[version]!.id;
          if (versionId === model.at(-1)) await expect(deployVersion(services!, { ...act, versionId })).rejects.toThrow(AlreadyDeployed);
          else {
            await deployVersion(services!, { ...act, versionId });
            model.push(versionId);
          }
        }
        expect((await currentDeployment(db.pool, place))?.versionId).toBe(model.at(-1));
      }
    }),
    { numRuns: 40 },
  );
});
