import { checkFence, checkOneClaim, checkRenewed } from './claims.ts';
import { checkDrafts } from './drafts.ts';
import type { Evidence } from './evidence.ts';
import { checkFollowers } from './followers.ts';
import { checkNothing } from './nothing.ts';
import { checkRows, checkSeq, checkSizes } from './tables.ts';
import { tellOp, type Verdict } from './verdict.ts';
import { checkKeys, checkWrites } from './writes.ts';

/** No process ended but by our hand, and nothing failed that has no name. */
function checkLife({ surprises, ops }: Evidence): Verdict {
  const nameless = ops.filter(({ why }) => why === 'INTERNAL_SERVER_ERROR' || why === 'NO_CODE' || why === 'BAD_USER_INPUT');
  return {
    invariant: 'servers live, and every failure has a name',
    looked: ops.length,
    breaks: [
      ...surprises.map((what) => ({ what, history: [what] })),
      ...nameless.map((op) => ({ what: `operation ${op.id} failed without a name`, history: [tellOp(op)] })),
    ],
  };
}

/** One verdict for each invariant. */
export const check = (evidence: Evidence): Verdict[] =>
  [
    checkOneClaim,
    checkFence,
    checkRenewed,
    checkDrafts,
    checkWrites,
    checkKeys,
    checkFollowers,
    checkSeq,
    checkRows,
    checkSizes,
    checkNothing,
    checkLife,
  ].map((one) => one(evidence));
