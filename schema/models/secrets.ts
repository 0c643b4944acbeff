/** Keeps what must come back in the clear: keys of providers, secrets to sign with. `server/secrets.ts` has it. */
export interface Secrets {
  /** Encrypts. `owner` says whose it is (`ModelProvider 12`): sealed text moved to another record does not open.
   * @throws {InvalidInput} when there is nothing to encrypt with: DOCKET_SECRET is not set. */
  seal(text: string, owner: string): string;
  /** @throws {SecretLost} when it was sealed under another DOCKET_SECRET, or was tampered with. */
  open(sealed: string, owner: string): string;
}

/** Sealed text that cannot be opened. */
export class SecretLost extends Error {
  override readonly name = 'SecretLost';
  constructor() {
    super('This was encrypted under another DOCKET_SECRET. Enter it again.');
  }
}
