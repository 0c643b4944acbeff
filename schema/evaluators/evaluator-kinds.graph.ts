import { builder } from '../builder.ts';
import { PromptContentRef } from '../prompts/prompt-content.graph.ts';
import type { BuiltInJudge } from './built-in/rubric.ts';
import { builtInJudges, promptOf } from './built-in-judges.ts';
import { type EvaluatorKindInfo, evaluatorKinds } from './evaluator-kinds.ts';
import { EvaluatorKindEnum } from './evaluator.graph.ts';
import type { Anchor } from './judge-request.ts';

const EvaluatorKindInfoRef = builder.objectRef<EvaluatorKindInfo>('EvaluatorKindInfo').implement({
  description: 'A kind of evaluator, and what one of it is set by.',
  fields: (t) => ({
    kind: t.expose('kind', { type: EvaluatorKindEnum, description: 'The kind.' }),
    description: t.exposeString('description', { description: 'One sentence, fit to be shown.' }),
    configSchema: t.expose('configSchema', {
      type: 'JSON',
      description:
        'JSON Schema (draft 2020-12) of a config as it goes in, to build a form of. What it cannot say is said when a config is sent.',
    }),
  }),
});

builder.queryField('evaluatorKinds', (t) =>
  t.field({
    type: [EvaluatorKindInfoRef],
    description: 'Every kind of evaluator that there is.',
    authScopes: { signedIn: true },
    resolve: evaluatorKinds,
  }),
);

const JudgeAnchor = builder.objectRef<Anchor>('JudgeAnchor').implement({
  description: 'A point of a judge’s scale.',
  fields: (t) => ({
    score: t.exposeFloat('score', { description: 'The number.' }),
    meaning: t.exposeString('meaning', { description: 'What an answer with this score is like.' }),
  }),
});

export const BuiltInJudgeKeyEnum = builder.enumType('BuiltInJudgeKey', {
  description: 'A judge that comes with Docket.',
  values: Object.fromEntries(builtInJudges.map(({ key, description }) => [key, { value: key, description }])) as Record<
    BuiltInJudge['key'],
    { value: BuiltInJudge['key']; description: string }
  >,
});

const BuiltInJudgeRef = builder.objectRef<BuiltInJudge>('BuiltInJudge').implement({
  description: 'A judge that comes with Docket. `createBuiltInJudge` gives a project its own copy.',
  fields: (t) => ({
    key: t.expose('key', { type: BuiltInJudgeKeyEnum, description: 'Which.' }),
    name: t.exposeString('name', { description: 'What the evaluator is called.' }),
    description: t.exposeString('description', { description: 'One or two sentences, fit to be shown.' }),
    scale: t.expose('scale', { type: [JudgeAnchor], description: 'From the lowest score to the highest.' }),
    passAt: t.exposeFloat('passAt', { description: 'The least score that passes.' }),
    content: t.field({
      type: PromptContentRef,
      description: 'Its prompt, without a provider and a model.',
      resolve: (judge) => promptOf(judge),
    }),
  }),
});

builder.queryField('builtInJudges', (t) =>
  t.field({
    type: [BuiltInJudgeRef],
    description: 'The judges that come with Docket.',
    authScopes: { signedIn: true },
    resolve: () => [...builtInJudges],
  }),
);
