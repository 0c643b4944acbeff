import { Refusal } from '../refusals.ts';
import type { GateVerdict } from './gate-verdict.ts';

/** What runs there is not what the caller saw. Nothing was changed. */
export class DeploymentChangedMeanwhile extends Refusal {
  constructor(
    /** What runs now; null where nothing does. */
    readonly currentId: number | null,
  ) {
    super('Somebody else deployed here meanwhile. Look at what runs now, and decide again.');
  }
}

/** The version runs there already. Refused and not done again: a second record of it would say that something changed. */
export class AlreadyDeployed extends Refusal {
  constructor(readonly deploymentId: number) {
    super('This version runs there already.');
  }
}

/** No version ran before this one. */
export class NothingToRollBackTo extends Refusal {
  constructor() {
    super('No other version ran here before: there is nothing to roll back to.');
  }
}

/** The version has not shown what the gate asks for. */
export class GateBlocked extends Refusal {
  constructor(readonly verdict: GateVerdict) {
    super(verdict.reason ?? `The gate blocks this version: ${verdict.checks.find(({ passed }) => !passed)?.name ?? 'it was not shown'}.`);
  }
}

/** Prompts are or were deployed there. */
export class EnvironmentInUse extends Refusal {
  constructor(readonly prompts: number) {
    super(
      `${prompts === 1 ? 'A prompt is' : `${prompts} prompts are`} deployed there. Deleting it takes them out of service and forgets what ran; an owner can force it.`,
    );
  }
}
