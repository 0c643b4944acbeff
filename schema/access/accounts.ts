/** Passwords, random secrets and the counting of attempts: native code and process memory, so `server/` implements it. */
export interface Accounts {
  /** argon2id, in the PHC string format. */
  hashPassword(password: string): Promise<string>;
  /** Takes as long for an unknown account (null) as for a wrong password, so that time does not tell which it was. */
  verifyPassword(passwordHash: string | null, password: string): Promise<boolean>;
  /** 256 random bits in URL-safe characters. */
  newSecret(): string;
  /** A first password that a person can type. */
  newPassword(): string;
  /** SHA-256 in hexadecimal. Enough for random secrets, which nobody can guess; never for passwords. */
  hashSecret(secret: string): string;
  /** Counts an attempt to sign in. Answers how many seconds to wait, 0 to go on. */
  countAttempt(address: string, email: string): Promise<number>;
  /** Forgets the attempts on this account from this address, after one that succeeded. */
  forgetAttempts(address: string, email: string): Promise<void>;
  /** How long a session lasts, in seconds. */
  sessionSeconds: number;
}
