import Ajv from 'ajv/dist/2020.js';
import type { Message, ModelRequest } from '../models/model-port.ts';
import type { JsonObject } from '../monitor/json-value.ts';
import { InvalidInput } from '../refusals.ts';
import type { PromptContent } from './prompt-content.ts';
import { MissingVariables, parseTemplate } from './template.ts';

/** A prompt that is ready to be filled in, many times. */
export interface ReadyPrompt {
  /** Names of its variables, in their order. */
  variables: string[];
  /** The request for these values. Messages that come out empty are left out. Throws MissingVariables, or InvalidInput when
   * nothing is left to send. */
  fill(values: JsonObject): ModelRequest;
}

/** Parses every template of a prompt. Throws InvalidInput at the first that is none. */
export function readyPrompt(content: PromptContent, where: string[] = ['input', 'content']): ReadyPrompt {
  const { messages, model, settings, tools, responseSchema } = content;
  const templates = messages.map(({ role, content: text }, at) => ({
    role,
    template: parseTemplate(text, [...where, 'messages', String(at), 'content']),
  }));
  return {
    variables: [...new Set(templates.flatMap(({ template }) => template.variables))],
    fill(values) {
      const missing: string[] = [];
      const filled = templates.map(({ role, template }): Message => {
        try {
          return { role, content: template.render(values) };
        } catch (error) {
          if (!(error instanceof MissingVariables)) throw error;
          missing.push(...error.names);
          return { role, content: '' };
        }
      });
      if (missing.length > 0) throw new MissingVariables([...new Set(missing)]);
      const sent = filled.filter((message) => message.content.trim() !== '');
      if (!sent.some(({ role }) => role !== 'system'))
        throw new InvalidInput('With these values the prompt asks nothing: all its messages are empty.');
      return { model, messages: sent, settings, tools, responseSchema };
    },
  };
}

/** The variables of a prompt that may still be in the writing: those of the messages that can be parsed. */
export function variablesOf({ messages }: PromptContent): string[] {
  const names = messages.flatMap(({ content }) => {
    try {
      return parseTemplate(content).variables;
    } catch {
      return [];
    }
  });
  return [...new Set(names)];
}

/** Refuses what cannot be run: no model, no question, a template or a JSON Schema that is none. */
export function requireRunnable(content: PromptContent, where: string[] = ['input', 'content']): ReadyPrompt {
  const ready = readyPrompt(content, where);
  if (content.provider === null) throw new InvalidInput('Choose a provider first.', [...where, 'provider']);
  if (content.model.trim() === '') throw new InvalidInput('Name a model first.', [...where, 'model']);
  if (!content.messages.some(({ role, content: text }) => role !== 'system' && text.trim() !== ''))
    throw new InvalidInput('A prompt needs at least one message besides the system’s that says something.', [...where, 'messages']);
  if (content.responseSchema) requireJsonSchema(content.responseSchema, [...where, 'responseSchema']);
  content.tools.forEach((tool, at) => requireJsonSchema(tool.parameters, [...where, 'tools', String(at), 'parameters']));
  return ready;
}

function requireJsonSchema(schema: JsonObject, where: string[]): void {
  try {
    // Only looked at: what compiling would make of it is never run, so formats and unknown words are no matter.
    const ajv = new Ajv({ strict: false, validateFormats: false });
    if (ajv.validateSchema(schema) !== true) throw new Error(ajv.errorsText(ajv.errors, { dataVar: 'schema' }));
  } catch (error) {
    throw new InvalidInput(`This is not a JSON Schema: ${error instanceof Error ? error.message : String(error)}.`, where);
  }
}
