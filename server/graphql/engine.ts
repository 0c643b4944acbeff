import type { Context, Services } from '@docket/schema/context.ts';
import type { Viewer } from '@docket/schema/access/viewer.ts';
import { makeLoaders } from '@docket/schema/loaders.ts';
import { schema } from '@docket/schema/schema.ts';
import { assertValidSchema, type GraphQLError } from 'graphql';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { type Answer, run } from './execute.ts';
import { makeMask, maskThrown } from './mask.ts';
import { makePrepare, type Prepare, type Prepared } from './prepare.ts';

/** Who asks, and how: what a transport knows and the engine needs. */
export interface Caller {
  /** Asked again for each event of a subscription. */
  viewer: () => Viewer | null;
  remoteAddress: string;
  setSessionCookie: Context['setSessionCookie'];
}

export interface Engine {
  prepare: Prepare;
  /** Never throws: what fails is among the errors of the answer, masked. */
  run(prepared: Prepared, caller: Caller): Promise<Answer>;
  /** For what fails on the way here. */
  failed(thrown: unknown): GraphQLError;
}

/** What the transports share: all they do is carry. */
export function makeEngine(services: Services, config: Config, log: Log): Engine {
  // Now, and not at the first request: a schema that is none must not come up.
  assertValidSchema(schema);
  const mask = makeMask(log);
  return {
    prepare: makePrepare(schema, config),
    failed: (thrown) => maskThrown(thrown, mask),
    async run(prepared, { viewer: viewerNow, ...caller }) {
      const makeContext = (): Context => {
        const viewer = viewerNow();
        return { ...services, ...caller, viewer, loaders: makeLoaders(services, viewer?.id ?? null) };
      };
      try {
        return await run(prepared, { schema, mask, makeContext });
      } catch (error) {
        return { errors: [maskThrown(error, mask)] };
      }
    },
  };
}
