import type { CombinedError } from 'urql';

/** What a mutation's union is when it did not work out: a type that implements Error. */
type Refused<Union> = Extract<NonNullable<Union>, { message: string }>;
type Done<Union> = Exclude<NonNullable<Union>, { message: string }>;

/** What came of a mutation, in one of three shapes. `problem` is the sentence to show when it was not done. */
export type Outcome<Union> =
  | { done: Done<Union>; refusal?: undefined; problem?: undefined }
  | { done?: undefined; refusal: Refused<Union>; problem: string }
  | { done?: undefined; refusal?: undefined; problem: string };

interface Result<Data> {
  data?: Data;
  error?: CombinedError;
}

/**
 * Sorts a mutation's result. `done`: the payload. `refusal`: a typed answer that says what to do about it (switch on its
 * `__typename`). Neither: no answer came,
 * and `problem` says why.
 *
 * ```ts
 * const { done, refusal, problem } = outcome(await claim({ input }), 'claimRow');
 * if (!done) return refusal?.__typename === 'ClaimedByAnother' ? … : say(problem);
 * ```
 * Select `__typename` in the union, and `... on Error { message }` for the refusals.
 */
export function outcome<Data extends object, Field extends keyof Data & string>(result: Result<Data>, field: Field): Outcome<Data[Field]> {
  const answer = result.data?.[field];
  if (answer === undefined || answer === null) return { problem: failureText(result.error) };
  if (isRefusal(answer)) return { refusal: answer as Refused<Data[Field]>, problem: answer.message };
  return { done: answer as Done<Data[Field]> };
}

const isRefusal = (answer: unknown): answer is { message: string } =>
  typeof answer === 'object' && answer !== null && 'message' in answer && typeof answer.message === 'string';

/** The refusal within a mutation's result, or null when it worked (or never got an answer). */
export function refusalOf<Data extends object, Field extends keyof Data & string>(
  result: Result<Data>,
  field: Field,
): Refused<Data[Field]> | null {
  return outcome(result, field).refusal ?? null;
}

/** What to tell somebody about a request that got no usable answer. */
export function failureText(error: CombinedError | undefined): string {
  if (error?.networkError) return 'The server could not be reached. Check the connection and try again.';
  return error?.graphQLErrors[0]?.message ?? 'The server gave no answer. Try again.';
}
