import { graphql, type Json, type ResultOf, type Scalar } from '../graphql/graphql.ts';

export const PromptContent_all = graphql(`
  fragment PromptContent_all on PromptContent @_unmask {
    messages {
      role
      content
    }
    provider
    model
    settings {
      temperature
      topP
      maxTokens
      stop
      seed
      frequencyPenalty
      presencePenalty
    }
    tools {
      name
      description
      parameters
    }
    responseSchema
  }
`);

export type MessageRole = Scalar<'MessageRole'>;
export interface Message {
  role: MessageRole;
  content: string;
}
export interface Settings {
  temperature?: number;
  topP?: number;
  maxTokens?: number;
  stop?: string[];
  seed?: number;
  frequencyPenalty?: number;
  presencePenalty?: number;
}
export interface Tool {
  name: string;
  description?: string;
  parameters: Json;
}

/** What is sent, to whom and how; as it is edited. Also what `runPrompt` and `savePromptDraft` take. */
export interface PromptContent {
  messages: Message[];
  provider: string | null;
  model: string;
  settings: Settings;
  tools: Tool[];
  responseSchema: Json;
}

/** What has a value: the server's null and "left out" are the same here. */
function present<T extends object>(given: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept = Object.entries(given).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return Object.fromEntries(kept) as { [K in keyof T]?: NonNullable<T[K]> };
}

/** The server's content, as it is edited here. */
export function contentOf(given: ResultOf<typeof PromptContent_all>): PromptContent {
  return {
    messages: given.messages.map(({ role, content }) => ({ role, content })),
    provider: given.provider,
    model: given.model,
    settings: present(given.settings),
    tools: given.tools.map(({ name, description, parameters }) => ({ name, ...present({ description }), parameters })),
    responseSchema: given.responseSchema,
  };
}

/** JSON as text, keys in one order: the database keeps objects in an order of its own. */
export function canonical(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_key, one: unknown) =>
      typeof one === 'object' && one !== null && !Array.isArray(one)
        ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
        : one,
    indent,
  );
}

/** Whether two contents say the same. */
export const sameContent = (one: PromptContent, other: PromptContent): boolean => one === other || canonical(one) === canonical(other);
