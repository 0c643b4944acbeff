import type { ModelFailureKind } from '@docket/schema/models/model-port.ts';

/** Why an attempt got no answer. */
export interface Failure {
  kind: ModelFailureKind;
  /** One sentence that says what to do. Holds no key and no header. */
  message: string;
  /** Whether the same may succeed later. */
  again: boolean;
  /** How long the provider asks to wait, in milliseconds; null when it does not say. */
  waitMs: number | null;
}
