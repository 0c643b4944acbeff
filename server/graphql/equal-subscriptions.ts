import type { Viewer } from '@docket/schema/access/viewer.ts';
import { TimeSlice } from '@docket/schema/feed/time-slice.ts';
import { type ExecutionResult, Kind } from 'graphql';
import type { Prepared } from './prepare.ts';

/** What one event came to, as a result and as the text of that result. */
export interface Executed {
  readonly result: ExecutionResult;
  /** Everything of a `next` message of graphql-transport-ws behind its id: made once, sent to many. */
  readonly rest: Buffer;
}

/** Executes for one event, as somebody, or as nobody in particular: null then when it turned out to matter who asks. */
export interface ExecuteEvent {
  (prepared: Prepared, event: object, viewer: Viewer): Promise<ExecutionResult>;
  (prepared: Prepared, event: object, viewer: null): Promise<ExecutionResult | null>;
}

/** Somebody who is told what an event came to. */
export interface Member {
  /** As whom it is executed where that matters. */
  viewer(): Viewer;
  take(executed: Executed): void;
  /** All who were told this have been: hands over the next event only now, so that those who were told together stay together. */
  done(): void;
}

/** Subscriptions that are equal but for their cursor: the same document and variables. */
export interface Plan {
  /** Executes for an event and hands over what it came to. An event (the object) that several of them got is executed and
   * written out once: for all, or, where it matters who asks, once for each person. A member waits for one event at a time. */
  execute(event: object, member: Member): void;
  /** For whoever joined it, once. */
  leave(): void;
}

export type JoinPlan = (prepared: Prepared) => Plan;

/** Members are told for this many milliseconds at a time, then the process sees to everything else: telling 1,000 takes 15 ms,
 * which the mutation that comes next would wait for at each of its steps. Looked at after so many of them. */
const longestTurn = 4;
const lookEvery = 32;

/**
 * Executing an event of 13 fields and writing it out costs 60 µs for each subscriber when each does it alone; once for all
 * who subscribe alike, what is left is the sending.
 */
class EqualSubscriptions implements Plan {
  #members = 0;
  /** Whether it was seen to matter who asks. */
  #personal = false;
  /** Who is told of an event: all of them under '', or, where that matters, by person. */
  readonly #tellings = new Map<object, Map<string, Member[]>>();

  constructor(
    private readonly prepared: Prepared,
    private readonly executeEvent: ExecuteEvent,
    private readonly onEmpty: () => void,
  ) {}

  join(): this {
    this.#members += 1;
    return this;
  }

  leave(): void {
    this.#members -= 1;
    if (this.#members === 0) this.onEmpty();
  }

  execute(event: object, member: Member): void {
    const viewer = this.#personal ? member.viewer() : null;
    const key = viewer ? personOf(viewer) : '';
    let telling = this.#tellings.get(event);
    if (!telling) this.#tellings.set(event, (telling = new Map<string, Member[]>()));
    const members = telling.get(key);
    if (members) return void members.push(member);
    const first = [member];
    telling.set(key, first);
    const end = () => {
      telling.delete(key);
      if (telling.size === 0) this.#tellings.delete(event);
    };
    void this.#tell(event, viewer, first, end);
  }

  async #tell(event: object, viewer: Viewer | null, members: Member[], end: () => void): Promise<void> {
    const result = viewer ? await this.executeEvent(this.prepared, event, viewer) : await this.executeEvent(this.prepared, event, null);
    if (!result) {
      this.#personal = true;
      for (const member of members) this.execute(event, member);
      return end();
    }
    const found = executed(result);
    const slice = new TimeSlice(longestTurn);
    // Whoever comes while this goes on is at the end of the same list.
    for (let n = 0; n < members.length; n += 1) {
      members[n]!.take(found);
      if (n % lookEvery === 0 && slice.isOver()) await slice.next();
    }
    end();
    for (const member of members) member.done();
  }
}

/** Finds those that a subscription is equal to. */
export function makeEqualSubscriptions(executeEvent: ExecuteEvent): JoinPlan {
  const plans = new Map<string, EqualSubscriptions>();
  return (prepared) => {
    const key = keyOf(prepared);
    let plan = plans.get(key);
    if (!plan) plans.set(key, (plan = new EqualSubscriptions(prepared, executeEvent, () => plans.delete(key))));
    return plan.join();
  };
}

/** A token's rights may be less than those of its maker's sessions. */
const personOf = ({ id, via }: Viewer): string => (via.kind === 'token' ? `${id} ${via.id}` : `${id}`);

function executed(result: ExecutionResult): Executed {
  let rest: Buffer | null = null;
  return {
    result,
    get rest() {
      return (rest ??= Buffer.from(`,"type":"next","payload":${JSON.stringify(result)}}`));
    },
  };
}

/** The document's text and the variables, but for the one that `after` of the subscription's field is given by: it says
 * where the events begin, and nothing of what is made of them. */
function keyOf({ text, operation, operationName, variables }: Prepared): string {
  const field = operation.selectionSet.selections[0];
  const after = field?.kind === Kind.FIELD ? field.arguments?.find(({ name }) => name.value === 'after')?.value : undefined;
  const cursor = after?.kind === Kind.VARIABLE ? after.name.value : null;
  const rest = Object.entries(variables)
    .filter(([name]) => name !== cursor)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([text, operationName ?? null, rest]);
}
