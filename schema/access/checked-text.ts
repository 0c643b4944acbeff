import { InvalidInput } from '../refusals.ts';

/** Text without blanks around it, within its bounds, that Postgres can hold (no NUL). */
export function checkedText(value: string, field: string, { min = 1, max = 200 } = {}): string {
  const text = value.trim();
  if (text.includes('\u0000')) throw new InvalidInput('Text cannot hold the character NUL.', ['input', field]);
  if (text.length < min) throw new InvalidInput(`Needs at least ${min} character${min === 1 ? '' : 's'}.`, ['input', field]);
  if (text.length > max) throw new InvalidInput(`Takes at most ${max} characters.`, ['input', field]);
  return text;
}

/** An email address in lower case. Checked for its shape only. */
export function checkedEmail(value: string): string {
  const email = checkedText(value, 'email', { max: 254 }).toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new InvalidInput('This is not an email address.', ['input', 'email']);
  return email;
}
