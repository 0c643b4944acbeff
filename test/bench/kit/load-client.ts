import { answerParent } from '../../kit/ask.ts';
import { readUsage } from '../../kit/usage.ts';
import { claimLoop } from './load/claim-loop.ts';
import { makeCrowd } from './load/crowd.ts';
import { fillLoop } from './load/fill-loop.ts';
import { makeFlow } from './load/flow.ts';
import { makeReturners } from './load/returners.ts';
import { bareCalls, followEvaluation } from './load/screen.ts';
import { claimAhead, replay, scheduledBroadcasts, scheduledFills } from './load/scheduled.ts';

// A process that makes load, and does as its parent asks. It has one crowd of subscribers; who wants two has two processes.
answerParent({
  usage: readUsage,
  claimLoop,
  fillLoop,
  claimAhead,
  scheduledFills,
  scheduledBroadcasts,
  replay,
  bareCalls,
  followEvaluation,
  ...makeCrowd(),
  ...makeFlow(),
  ...makeReturners(),
});
process.send?.({ url: '' });
const stop = () => process.exit(0);
process.once('SIGTERM', stop);
process.once('disconnect', stop);
