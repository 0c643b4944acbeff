import { parse, stringify } from 'yaml';
import { InvalidInput } from '../refusals.ts';
import { type PromptContent, checkedContent } from './prompt-content.ts';

/** A prompt as a file that lives in git: YAML, each message a block of its own so that a diff reads well. Names follow
 * GitHub Models' `.prompt.yml` (name, description, model, modelParameters, messages, responseFormat, jsonSchema) where they
 * say the same; `provider`, `tools` and `notes` are ours. */
export interface PromptFile {
  name: string;
  description: string;
  notes: string;
  content: PromptContent;
}

/** The file's text. The same prompt gives the same bytes. */
export function writePromptFile({ name, description, notes, content }: PromptFile): string {
  const { messages, provider, model, settings, tools, responseSchema } = content;
  return stringify(
    {
      name,
      ...(description && { description }),
      ...(notes && { notes }),
      ...(provider !== null && { provider }),
      model,
      ...(Object.keys(settings).length > 0 && { modelParameters: settings }),
      messages,
      ...(tools.length > 0 && { tools }),
      ...(responseSchema && { responseFormat: 'json_schema', jsonSchema: responseSchema }),
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

/** Reads such a file. Throws InvalidInput that says what to mend, with the line where YAML is at fault. */
export function readPromptFile(text: string, where: string[] = ['input', 'file']): PromptFile {
  const file = parsed(text, where);
  const known = [
    'name',
    'description',
    'notes',
    'provider',
    'model',
    'modelParameters',
    'messages',
    'tools',
    'responseFormat',
    'jsonSchema',
  ];
  const strange = Object.keys(file).find((key) => !known.includes(key));
  if (strange !== undefined) throw new InvalidInput(`“${strange}” is nothing that a prompt file has: ${known.join(', ')}.`, where);
  const word = (key: string): string => {
    const value = file[key] ?? '';
    if (typeof value !== 'string') throw new InvalidInput(`${key} must be text.`, where);
    return value;
  };
  const content = checkedContent(
    {
      messages: file.messages ?? [],
      provider: file.provider === undefined ? null : word('provider'),
      model: word('model'),
      settings: file.modelParameters ?? {},
      tools: file.tools ?? [],
      responseSchema: file.jsonSchema ?? null,
    },
    where,
  );
  return { name: word('name'), description: word('description'), notes: word('notes'), content };
}

function parsed(text: string, where: string[]): Record<string, unknown> {
  let file: unknown;
  try {
    // No aliases: a file of a hundred bytes could otherwise stand for gigabytes.
    file = parse(text, { maxAliasCount: 0, prettyErrors: true, schema: 'core' });
  } catch (error) {
    throw new InvalidInput(`This is not YAML: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`, where);
  }
  if (typeof file !== 'object' || file === null || Array.isArray(file))
    throw new InvalidInput('A prompt file is YAML with name, model and messages.', where);
  return file as Record<string, unknown>;
}
