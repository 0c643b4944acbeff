import type { EvaluationStatus } from '@docket/prisma/generated/client/enums.ts';
import { Refusal } from '../refusals.ts';

/** It has finished or was cancelled: there is nothing to pause, resume or cancel. */
export class EvaluationIsOver extends Refusal {
  constructor(readonly status: EvaluationStatus) {
    super(status === 'CANCELLED' ? 'This evaluation was cancelled. Start another.' : 'This evaluation has finished.');
  }
}
