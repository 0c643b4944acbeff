import type { Reporter } from 'vitest/node';
import { leftOut } from './left-out.ts';

/** Says at the start and just above the summary what was left out, so that a green run does not claim too much. */
export default class LeftOut implements Reporter {
  private readonly say = () => {
    for (const what of leftOut()) console.warn(`\n⚠  LEFT OUT: ${what}`);
  };
  onTestRunStart = this.say;
  onTestRunEnd = this.say;
}
