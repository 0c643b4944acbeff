import type { JsonValue } from '../monitor/json-value.ts';

/** What came of running somebody's code. Never thrown: `ok: false` says in one sentence why there is no value. */
export type SandboxOutcome = { ok: true; value: JsonValue } | { ok: false; reason: string };

/** Runs JavaScript that nobody has read, in WebAssembly, with no network and no files. `server/sandbox/` has it. */
export interface Sandbox {
  /**
   * @param code The body of a function of `subject`, or a script that defines `evaluate(subject)`.
   * @param input Handed over as JSON.
   */
  run(code: string, input: JsonValue, bounds: { milliseconds: number; memoryBytes: number }): Promise<SandboxOutcome>;
}

/** What came of a call. Never thrown. */
export type HttpOutcome = { ok: true; status: number; body: JsonValue } | { ok: false; reason: string };

/** Calls somebody's own service. Signed; no private addresses unless allowed. `server/outbound/` has it. */
export interface HttpCaller {
  /** POSTs `body` as JSON, signed with `secret` (Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`). */
  post(call: { url: string; secret: string; id: string; body: JsonValue; timeoutMs: number; signal?: AbortSignal }): Promise<HttpOutcome>;
}
