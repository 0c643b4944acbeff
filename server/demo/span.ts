/** A span as `importSpans` takes it. */
export type DemoSpan = { id: string; kind: string; startedAt: string } & Record<string, unknown>;
