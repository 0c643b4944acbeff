import { builder } from '../builder.ts';
import { withoutNulls } from '../datasets/parse-values.ts';
import type { Message, ModelSettings, ModelTool } from '../models/model-port.ts';
import type { PromptContent } from './prompt-content.ts';
import { variablesOf } from './render-prompt.ts';

export const MessageRoleEnum = builder.enumType('MessageRole', {
  description: 'Whose words a message is.',
  values: {
    SYSTEM: { value: 'system', description: 'What holds for the whole conversation.' },
    USER: { value: 'user', description: 'Whoever asks.' },
    ASSISTANT: { value: 'assistant', description: 'An answer of the model: an example, or a turn of before.' },
  } as const,
});

const PromptMessage = builder.objectRef<Message>('PromptMessage').implement({
  description: 'A message, as a template: `{{variable}}`, `{{#section}}…{{/section}}`, `{{^inverted}}…{{/inverted}}` (Mustache).',
  fields: (t) => ({
    role: t.expose('role', { type: MessageRoleEnum, description: 'Whose words they are.' }),
    content: t.exposeString('content', { description: 'The template.' }),
  }),
});

const number = 'Null: the provider’s own default.';

const PromptSettings = builder.objectRef<ModelSettings>('PromptSettings').implement({
  description: 'How answers are sampled.',
  fields: (t) => ({
    temperature: t.exposeFloat('temperature', { nullable: true, description: number }),
    topP: t.exposeFloat('topP', { nullable: true, description: number }),
    maxTokens: t.exposeInt('maxTokens', { nullable: true, description: 'The most tokens of an answer. Null: the provider’s own default.' }),
    stop: t.exposeStringList('stop', { nullable: true, description: 'Where an answer ends.' }),
    seed: t.exposeInt('seed', { nullable: true, description: number }),
    frequencyPenalty: t.exposeFloat('frequencyPenalty', { nullable: true, description: number }),
    presencePenalty: t.exposeFloat('presencePenalty', { nullable: true, description: number }),
  }),
});

const PromptTool = builder.objectRef<ModelTool>('PromptTool').implement({
  description: 'A function that the model may call. None is run: what was called is part of the answer.',
  fields: (t) => ({
    name: t.exposeString('name', { description: '1 to 64 letters, digits, _ and -.' }),
    description: t.exposeString('description', { nullable: true, description: 'What the model is told of it.' }),
    parameters: t.expose('parameters', { type: 'JSON', description: 'JSON Schema of its arguments.' }),
  }),
});

export const PromptContentRef = builder.objectRef<PromptContent>('PromptContent').implement({
  description: 'What is sent, to whom, and how.',
  fields: (t) => ({
    messages: t.expose('messages', { type: [PromptMessage], description: 'In their order.' }),
    provider: t.exposeString('provider', { nullable: true, description: 'The name of one of the project’s providers.' }),
    model: t.exposeString('model', { description: 'As the provider calls it; empty in a draft that has none yet.' }),
    settings: t.expose('settings', { type: PromptSettings, description: 'How answers are sampled.' }),
    tools: t.expose('tools', { type: [PromptTool], description: 'What the model may call.' }),
    responseSchema: t.expose('responseSchema', {
      type: 'JSON',
      nullable: true,
      description: 'JSON Schema that answers must fit; null for text.',
    }),
    variables: t.stringList({ description: 'The variables of the messages, in the order in which they occur.', resolve: variablesOf }),
  }),
});

const PromptMessageInput = builder.inputType('PromptMessageInput', {
  description: 'A message, as a template.',
  fields: (t) => ({
    role: t.field({ type: MessageRoleEnum, required: true }),
    content: t.string({ required: true, description: 'At most 200,000 characters.' }),
  }),
});

const PromptSettingsInput = builder.inputType('PromptSettingsInput', {
  description: 'What is left out is the provider’s own default.',
  fields: (t) => ({
    temperature: t.float({ description: '0 to 2.' }),
    topP: t.float({ description: '0 to 1.' }),
    maxTokens: t.int({ description: 'The most tokens of an answer.' }),
    stop: t.stringList({ description: 'At most 16.' }),
    seed: t.int(),
    frequencyPenalty: t.float({ description: '-2 to 2.' }),
    presencePenalty: t.float({ description: '-2 to 2.' }),
  }),
});

const PromptToolInput = builder.inputType('PromptToolInput', {
  description: 'A function that the model may call.',
  fields: (t) => ({
    name: t.string({ required: true, description: '1 to 64 letters, digits, _ and -.' }),
    description: t.string(),
    parameters: t.field({ type: 'JSON', required: true, description: 'JSON Schema of its arguments.' }),
  }),
});

export const PromptContentInput = builder.inputType('PromptContentInput', {
  description: 'What is sent, to whom, and how. At most 512 KiB as JSON.',
  fields: (t) => ({
    messages: t.field({ type: [PromptMessageInput], required: true, description: 'At most 100.' }),
    provider: t.string({ description: 'The name of one of the project’s providers.' }),
    model: t.string({ description: 'As the provider calls it.' }),
    settings: t.field({ type: PromptSettingsInput }),
    tools: t.field({ type: [PromptToolInput], description: 'At most 128.' }),
    responseSchema: t.field({ type: 'JSON', description: 'JSON Schema that answers must fit.' }),
  }),
});

type Given = typeof PromptContentInput.$inferInput;

/** The content as the rules have it; they check it. */
export const contentOf = ({ messages, provider, model, settings, tools, responseSchema }: Given) => ({
  messages: messages.map(({ role, content }) => ({ role, content })),
  provider: provider ?? null,
  model: model ?? '',
  // Nulls of an input are what is left out.
  settings: withoutNulls({ ...settings }),
  tools: (tools ?? []).map((tool) => withoutNulls({ ...tool })),
  responseSchema: responseSchema ?? null,
});
