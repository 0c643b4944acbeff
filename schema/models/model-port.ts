import type { JsonValue } from '../monitor/json-value.ts';

/** Whose protocol a provider speaks. `OPENAI_COMPATIBLE`: chat completions under any base URL (Ollama, vLLM, a gateway). */
export type ProviderKind = 'OPENAI' | 'ANTHROPIC' | 'GOOGLE' | 'OPENAI_COMPATIBLE';

export type MessageRole = 'system' | 'user' | 'assistant';

/** One message as it is sent. */
export interface Message {
  role: MessageRole;
  content: string;
}

/** How an answer is sampled; what is left out is the provider's own default. */
export interface ModelSettings {
  temperature?: number;
  topP?: number;
  /** The most tokens an answer may have. */
  maxTokens?: number;
  stop?: string[];
  seed?: number;
  frequencyPenalty?: number;
  presencePenalty?: number;
}

/** A function that the model may call. Docket runs none of them: what was called is part of the answer. */
export interface ModelTool {
  name: string;
  description?: string;
  /** JSON Schema of its arguments, an object. */
  parameters: { [key: string]: JsonValue };
}

export interface ModelRequest {
  model: string;
  messages: Message[];
  settings: ModelSettings;
  tools: ModelTool[];
  /** JSON Schema that the answer must fit; null for text. */
  responseSchema: { [key: string]: JsonValue } | null;
}

/** Where a request goes, with the key in the clear: made just before a call, kept nowhere. */
export interface ModelConnection {
  kind: ProviderKind;
  /** Null for the provider's own address; needed by OPENAI_COMPATIBLE. */
  baseUrl: string | null;
  apiKey: string | null;
  /** For one attempt, in milliseconds. */
  timeoutMs: number;
  /** How many attempts a call has, the first included. */
  attempts: number;
}

export interface ToolCall {
  name: string;
  arguments: JsonValue;
}

export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'other';

export interface ModelAnswer {
  /** Empty where the model only called tools. */
  text: string;
  toolCalls: ToolCall[];
  finish: FinishReason;
  /** Null where the provider does not say. */
  tokensIn: number | null;
  tokensOut: number | null;
  /** Of the attempt that succeeded, from sending to the last byte, in milliseconds. */
  latencyMs: number;
  /** How many attempts it took. */
  attempts: number;
}

/** Why there is no answer. */
export type ModelFailureKind =
  /** The attempt's time was over. */
  | 'TIMEOUT'
  /** 429, also after the last attempt. */
  | 'RATE_LIMITED'
  /** 401 or 403: the key. */
  | 'KEY_REFUSED'
  /** Any other 4xx: the request, the model's name. */
  | 'REQUEST_REFUSED'
  /** 5xx. */
  | 'PROVIDER_FAILED'
  /** No connection: the name, the port, the network. */
  | 'UNREACHABLE'
  /** The address is not allowed from here (private networks). */
  | 'ADDRESS_REFUSED'
  /** An answer that does not follow the protocol. */
  | 'BAD_ANSWER'
  /** The caller gave up. */
  | 'CANCELLED';

/** A call that got no answer. Says in one sentence what to do; holds no key and no header. */
export class ModelFailed extends Error {
  override readonly name = 'ModelFailed';
  constructor(
    readonly kind: ModelFailureKind,
    message: string,
    /** How many attempts were made. */
    readonly attempts: number,
  ) {
    super(message);
  }
}

/** A piece of a streamed answer: what was added, and at the end the whole. */
export type ModelStreamPart = { kind: 'text'; text: string } | { kind: 'answer'; answer: ModelAnswer };

/** The way out to models. `server/models/` has it; rules call it and never a library. */
export interface ModelPort {
  /** One answer. Tries again what may succeed later (429, 5xx, no connection, timeout), waiting as long as `Retry-After` says.
   * Throws ModelFailed. */
  call(connection: ModelConnection, request: ModelRequest, signal?: AbortSignal): Promise<ModelAnswer>;
  /** The same, told while it comes. Ends with the whole answer, or throws ModelFailed; tries again only before the first text. */
  stream(connection: ModelConnection, request: ModelRequest, signal?: AbortSignal): AsyncIterable<ModelStreamPart>;
}
