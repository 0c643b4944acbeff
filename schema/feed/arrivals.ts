import { LRUCache } from 'lru-cache';
import type { Condition } from '../queue/filter/row-filter.ts';
import type { Follower } from './follower.ts';
import { type Found, type QueueMessage, readThrough, weightOf } from './queue-message.ts';

/** What happened in a filter after one seq and up to another. */
interface Piece {
  found: Found;
  to: number;
}

/** Pieces and messages that are kept, and how much one of them may hold to be kept. */
const most = { kept: 32, weight: 1000 };

/**
 * What those who come to a filter have missed. When a process ends, all who were connected come to another within a second, most
 * with the same cursor: a piece of the past is read once for them, and those who come at one moment are told it by the same
 * message object, which is executed and written out once.
 */
export class Arrivals {
  readonly #pieces = new LRUCache<number, Promise<Piece | null>>({ max: most.kept });
  readonly #messages = new LRUCache<string, QueueMessage>({ max: most.kept });

  constructor(private readonly filter: { follower: Follower; condition: Condition; wantsRows: boolean }) {}

  /** The piece after a seq that the follower is past; null when there is more than one look takes. */
  pieceAfter(seq: number): Promise<Piece | null> {
    const known = this.#pieces.get(seq);
    if (known) return known;
    const read = this.#read(seq);
    const forget = () => this.#pieces.peek(seq) === read && this.#pieces.delete(seq);
    this.#pieces.set(seq, read);
    read.then((piece) => (!piece || weightOf(piece.found) > most.weight) && forget(), forget);
    return read;
  }

  /** The first message for somebody with a cursor (null: from now on); `make` is asked where nobody got it at this moment.
   * @param now a message of this moment in which nothing happened. */
  message(from: number | null, now: QueueMessage, make: () => Found): QueueMessage {
    const key = `${from} ${now.reload} ${now.seq} ${now.total.value} ${now.total.exact}`;
    const known = this.#messages.get(key);
    if (known) return known;
    const message = { ...now, ...make() };
    if (weightOf(message) <= most.weight) this.#messages.set(key, message);
    return message;
  }

  /** The history is another one. */
  forget(): void {
    this.#pieces.clear();
    this.#messages.clear();
  }

  async #read(seq: number): Promise<Piece | null> {
    const { follower, condition, wantsRows } = this.filter;
    const batch = await follower.batchAfter(seq, wantsRows);
    if (!batch) return null;
    // Not past the follower, or its sizes and what is told would not be of the same moment.
    const events = batch.events.filter((event) => event.seq <= follower.state.seq);
    return { found: readThrough({ ...batch, events }, seq, condition, wantsRows), to: events.at(-1)?.seq ?? seq };
  }
}
