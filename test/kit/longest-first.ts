import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a minute or two, the longest first. */
const long = [
  'faults/soak',
  'commands/start',
  'browser/lost-claim',
  'story/halueval',
  'browser/prompts',
  'browser/rows',
  'browser/deploy',
  'model/model',
  'faults/evaluation-workers',
  'faults/row-evaluators',
  'faults/span-scores',
];

/** Begins with what takes longest: begun last, the soak ran two minutes by itself while nothing else was left to do. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = long.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`));
      return at < 0 ? long.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
