import type { Services } from '../context.ts';
import { type ColumnShape, type DatasetShape, shapeOf } from '../datasets/dataset-shape.ts';
import type { Batch, Follower, Seat } from '../feed/follower.ts';
import { type Watch, sharedWatches } from '../feed/share-watch.ts';
import { TimeSlice } from '../feed/time-slice.ts';
import { onceMore } from '../once-more.ts';
import { type Condition, hasPart } from '../queue/filter/row-filter.ts';
import { type SliceRecord, slicesOf } from '../queue/slices/slice-record.ts';
import { type AgreementFigures, agreementFigures } from './agreement-figures.ts';
import { type ReviewerAgreement, answersWithin, measure } from './reviewer-agreement.ts';
import { marksOf, reviewerAnswers } from './reviewer-answers.ts';

/** How the reviewers of one slice's rows agree. */
export interface SliceAgreement extends AgreementFigures {
  slice: SliceRecord;
}

export interface AgreementMessage {
  agreement: ReviewerAgreement;
  /** In the order of the slices. */
  slices: SliceAgreement[];
}

/** Milliseconds from the end of what was worked out to the beginning of the next at the least, and how many times as long as it took:
 * many slices of many rows take no more than a quarter of the time, and are told of the later. */
const rest = { atLeast: 2000, times: 3 };
/** Without an event it is asked this often whether reviews came in all the same, in milliseconds: those that change nothing about
 * their row make no event. */
const lookEvery = 2000;
/** Slices are measured for this many milliseconds at a time, then the process sees to everything else. */
const longestTurn = 5;

type WatchServices = Pick<Services, 'db' | 'feed' | 'signals'>;

interface AgreementWatch extends Watch {
  /** What was told last. */
  now(): AgreementMessage | null;
}

const join = sharedWatches<AgreementMessage, AgreementWatch>();

/** Follows how the reviewers of a dataset agree in one column, over all rows and in each slice. The first message comes at once, others
 * only when something differs. All who watch the same share the reading, the reckoning and the message. */
export async function watchAgreement(
  services: WatchServices,
  { shape, column }: { shape: DatasetShape; column: ColumnShape },
): Promise<AsyncIterableIterator<AgreementMessage>> {
  const follower = await services.feed.follow(shape.id);
  return join({
    owner: follower,
    key: `agreement ${column.id}`,
    start: (tell) => startAgreement(services, follower, column.id, tell),
    greet: (watch) => watch.now(),
  });
}

function startAgreement(
  services: WatchServices,
  follower: Follower,
  columnId: number,
  tellAll: (message: AgreementMessage) => void,
): AgreementWatch {
  const { db, signals } = services;
  const { datasetId } = follower;
  let told: { message: AgreementMessage; text: string } | null = null;
  let slices: SliceRecord[] = [];
  /** Whether something happened since the last look began, and what it saw of the reviews. */
  let moved = true;
  let seen = '';
  /** In milliseconds; 0 where there was nothing to work out: then the next look need not wait. */
  let took = 0;
  let open = true;
  const looking = onceMore(look, { isOver: () => !open, rest: () => (took > 0 ? Math.max(rest.atLeast, rest.times * took) : 0) });

  /** What fails is looked at again soon. */
  async function look(): Promise<void> {
    const began = performance.now();
    took = 0;
    try {
      const marks = await marksOf(db, datasetId);
      if (!moved && marks.reviews === seen) return;
      moved = false;
      seen = marks.reviews;
      const message = await work(marks.answers);
      took = performance.now() - began;
      const text = JSON.stringify([message.agreement.column.key, message]);
      if (!open || text === told?.text) return;
      told = { message, text };
      tellAll(message);
    } catch {
      moved = true;
    }
  }

  async function work(mark: string): Promise<AgreementMessage> {
    const shape = await shapeOf(services, datasetId);
    const column = shape?.byId.get(columnId);
    if (!column) throw new Error(`dataset ${datasetId} has no column ${columnId}`);
    slices = (await slicesOf(db, [datasetId]))[0]!;
    const answers = await reviewerAnswers(db, { datasetId, column, mark });
    const turn = new TimeSlice(longestTurn);
    const agreement = measure(column, answers);
    const ofSlices: SliceAgreement[] = [];
    for (const slice of slices) {
      const within = await answersWithin(db, { datasetId, condition: slice.condition, answers });
      if (turn.isOver()) await turn.next();
      ofSlices.push({ ...agreementFigures(within), slice });
    }
    return { agreement, slices: ofSlices };
  }

  const ask = () => {
    moved = true;
    looking.ask();
  };
  const seat: Seat = {
    wantsRows: false,
    take: (batch) => {
      if (matters(batch, slices)) ask();
    },
    reload: ask,
  };
  const stopListening = [signals.on('structure', (change) => change.datasetId === datasetId && ask()), signals.onGap(ask)];
  const timer = setInterval(() => looking.ask(), lookEvery);
  timer.unref();
  follower.seats.add(seat);
  ask();
  return {
    now: () => told?.message ?? null,
    stop() {
      open = false;
      clearInterval(timer);
      follower.seats.delete(seat);
      stopListening.forEach((stop) => stop());
    },
  };
}

/** Whether agreement may be another after these events. Claims come by the hundred, and move no row into a slice or out of it that does
 * not ask for them. */
function matters({ events }: Batch, slices: readonly SliceRecord[]): boolean {
  const claims = ['claimed', 'released', 'expired', 'skipped'];
  const ofClaims = ({ kind }: Condition) => kind === 'claimed' || kind === 'holder';
  return events.some(({ kind }) => !claims.includes(kind)) || slices.some(({ condition }) => hasPart(condition, ofClaims));
}
