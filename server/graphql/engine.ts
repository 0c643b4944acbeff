import type { Context, Services } from '@docket/schema/context.ts';
import type { Viewer } from '@docket/schema/access/viewer.ts';
import { Loaders } from '@docket/schema/loaders.ts';
import { schema } from '@docket/schema/schema.ts';
import { assertValidSchema, type ExecutionResult, type GraphQLError, OperationTypeNode } from 'graphql';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { type ExecuteEvent, makeEqualSubscriptions, type Plan } from './equal-subscriptions.ts';
import { type Answer, eachEvent, executeOne, isAsyncIterable, openEvents } from './execute.ts';
import { makeMask, maskThrown } from './mask.ts';
import { makePrepare, type Prepare, type Prepared } from './prepare.ts';

/** Who asks, and how: what a transport knows and the engine needs. */
export interface Caller {
  /** Asked again for each event of a subscription. */
  viewer: () => Viewer | null;
  remoteAddress: string;
  setSessionCookie: Context['setSessionCookie'];
}

/** A subscription that was let in: its events, and what executes for them. */
export interface OpenSubscription {
  events: AsyncIterable<object>;
  plan: Plan;
}

export interface Engine {
  prepare: Prepare;
  /** Never throws: what fails is among the errors of the answer, masked. */
  run(prepared: Prepared, caller: Caller): Promise<Answer>;
  /** For who carries the events of a subscription himself: whoever gets it leaves its plan. Does not throw either. */
  open(prepared: Prepared, caller: Caller): Promise<OpenSubscription | ExecutionResult>;
  /** A subscription as results, one for each event. */
  results(subscription: OpenSubscription, caller: Caller): AsyncGenerator<ExecutionResult, void, void>;
  /** For what fails on the way here. */
  failed(thrown: unknown): GraphQLError;
}

/** What the transports share: all they do is carry. */
export function makeEngine(services: Services, config: Config, log: Log): Engine {
  // Now, and not at the first request: a schema that is none must not come up.
  assertValidSchema(schema);
  const mask = makeMask(log);

  // Each by its name: spreading them into every operation's context took 3 % of this process's time under claims.
  const { db, limits, signals, queue, feed, presence, accounts, secrets, models, sandbox, http } = services;

  function contextFor({ viewer: viewerNow, remoteAddress, setSessionCookie }: Caller): Context {
    const viewer = viewerNow();
    const loaders = new Loaders(services, viewer?.id ?? null);
    const signedIn = viewer !== null;
    return {
      db,
      limits,
      signals,
      queue,
      feed,
      presence,
      accounts,
      secrets,
      models,
      sandbox,
      http,
      viewer,
      signedIn,
      loaders,
      remoteAddress,
      setSessionCookie,
    };
  }

  /** What is read for the events that begin to be told in one turn: through 50 filters the same row is read once. Nothing of it
   * was sent to the database when the turn ends, so all of it is as new as the newest of these events. */
  let reads: Loaders | null = null;
  function readsOfTurn(): Loaders {
    if (!reads) {
      reads = new Loaders(services, null);
      process.nextTick(() => (reads = null));
    }
    return reads;
  }

  /** The context of an event for everybody at once: notes whether it was asked who. */
  function contextForAll(asked: () => void): Context {
    return {
      ...services,
      remoteAddress: '',
      setSessionCookie: null,
      signedIn: true,
      loaders: readsOfTurn(),
      get viewer(): null {
        asked();
        return null;
      },
    };
  }

  const executeEvent = (async (prepared: Prepared, event: object, viewer: Viewer | null) => {
    let personal = false;
    const makeContext = () =>
      viewer ? contextFor({ viewer: () => viewer, remoteAddress: '', setSessionCookie: null }) : contextForAll(() => (personal = true));
    try {
      const result = await executeOne(prepared, { schema, mask: (error) => (personal ? error : mask(error)), makeContext }, event);
      return personal ? null : result;
    } catch (error) {
      if (personal) return null;
      return { errors: [maskThrown(error, mask)] };
    }
  }) as ExecuteEvent;
  const join = makeEqualSubscriptions(executeEvent);

  const engine: Engine = {
    prepare: makePrepare(schema, config),
    failed: (thrown) => maskThrown(thrown, mask),
    async run(prepared, caller) {
      try {
        if (prepared.operation.operation !== OperationTypeNode.SUBSCRIPTION)
          return await executeOne(prepared, { schema, mask, makeContext: () => contextFor(caller) });
        const opened = await engine.open(prepared, caller);
        return 'plan' in opened ? engine.results(opened, caller) : opened;
      } catch (error) {
        return { errors: [maskThrown(error, mask)] };
      }
    },
    async open(prepared, caller) {
      try {
        const events = await openEvents(prepared, { schema, mask, makeContext: () => contextFor(caller) });
        return isAsyncIterable(events) ? { events, plan: join(prepared) } : events;
      } catch (error) {
        return { errors: [maskThrown(error, mask)] };
      }
    },
    results({ events, plan }, { viewer }) {
      const each = (event: object) =>
        new Promise<ExecutionResult>((resolve) => {
          plan.execute(event, { viewer: () => viewer()!, take: ({ result }) => resolve(result), done: () => undefined });
        });
      return eachEvent(events, each, mask, () => plan.leave());
    },
  };
  return engine;
}
