import { Refusal } from '../refusals.ts';

/** Wrong address or wrong password: which of them, is not said. */
export class SignInRefused extends Refusal {
  constructor(message = 'The email or the password is wrong.') {
    super(message);
  }
}

/** Too many attempts to sign in from one address or on one account. */
export class TooManyAttempts extends Refusal {
  constructor(readonly retryAfterSeconds: number) {
    super(`Too many attempts. Try again in ${retryAfterSeconds} s.`);
  }
}
