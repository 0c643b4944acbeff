import { emptyContent, type PromptContent } from '../prompts/prompt-content.ts';
import { correctness } from './built-in/correctness.ts';
import { hallucination } from './built-in/hallucination.ts';
import { length } from './built-in/length.ts';
import { offTopic } from './built-in/off-topic.ts';
import type { BuiltInJudge, BuiltInJudgeKey } from './built-in/rubric.ts';
import { tone } from './built-in/tone.ts';

/** The judges that come with Docket. */
export const builtInJudges: readonly BuiltInJudge[] = [correctness, hallucination, offTopic, tone, length];

export const builtInJudge = (key: BuiltInJudgeKey): BuiltInJudge => builtInJudges.find((judge) => judge.key === key)!;

/** The prompt of one; without a provider and a model it is a draft. At temperature 0, so that the same answer is judged the same as
 * far as the model can. */
export const promptOf = ({ messages }: BuiltInJudge, chosen: Partial<Pick<PromptContent, 'provider' | 'model'>> = {}): PromptContent => ({
  ...emptyContent,
  ...chosen,
  messages,
  settings: { temperature: 0 },
});
