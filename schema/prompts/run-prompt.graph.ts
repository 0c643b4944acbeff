import { requireRole } from '../access/require-role.ts';
import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { ModelFailureKindEnum } from '../models/change-providers.graph.ts';
import { ModelAnswerRef } from '../models/model-answer.graph.ts';
import { isJsonObject } from '../monitor/json-value.ts';
import { InvalidInput } from '../refusals.ts';
import { checkedContent } from './prompt-content.ts';
import { PromptContentInput, contentOf } from './prompt-content.graph.ts';
import { type PromptRunPart, runPrompt } from './run-prompt.ts';

const PromptRunPartRef = builder.objectRef<PromptRunPart>('PromptRunPart').implement({
  description: 'A piece of a run. Each has one of `text`, `answer` and `failure`; the last has one of the last two.',
  fields: (t) => ({
    text: t.string({
      nullable: true,
      description: 'What came since the last piece.',
      resolve: (part) => (part.kind === 'text' ? part.text : null),
    }),
    answer: t.field({
      type: ModelAnswerRef,
      nullable: true,
      description: 'The whole answer.',
      resolve: (part) => (part.kind === 'answer' ? part.answer : null),
    }),
    failure: t.field({
      type: ModelFailureKindEnum,
      nullable: true,
      description: 'Why there is no answer.',
      resolve: (part) => (part.kind === 'failed' ? part.failure.kind : null),
    }),
    message: t.string({
      nullable: true,
      description: 'The failure in one sentence, fit to be shown.',
      resolve: (part) => (part.kind === 'failed' ? part.failure.message : null),
    }),
  }),
});

const RunPromptInput = builder.inputType('RunPromptInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    content: t.field({ type: PromptContentInput, required: true, description: 'A draft or a version: whatever is to be tried.' }),
    values: t.field({ type: 'JSON', required: true, description: 'An object: values of its variables by name.' }),
  }),
});

builder.subscriptionField('runPrompt', (t) =>
  t.field({
    type: PromptRunPartRef,
    description: 'Fills a prompt, asks its model, and streams the answer. Leaving ends the call. Costs money. For reviewers.',
    authScopes: { signedIn: true },
    args: { input: t.arg({ type: RunPromptInput, required: true }) },
    subscribe: (_root, { input }, context) => {
      const projectId = numberOf('Project', input.projectId);
      requireRole(context.viewer, projectId, 'REVIEWER', 'Project');
      if (!isJsonObject(input.values)) throw new InvalidInput('Values are an object: {"question": "…"}.', ['input', 'values']);
      return runPrompt(context, { projectId, content: checkedContent(contentOf(input.content)), values: input.values });
    },
    resolve: (part) => part,
  }),
);
