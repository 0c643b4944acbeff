import { Problem } from '@docket/prisma/problem.ts';

/** An option that is given at most once, as it was written: cac makes a number of 007. */
export function textOf<Options extends object>(
  option: keyof Options & string,
  options: Options,
  args: readonly string[],
): string | undefined {
  const value: unknown = options[option];
  if (Array.isArray(value)) throw new Problem(`--${option} is given more than once.`);
  if (value === undefined || typeof value === 'string') return value;
  const at = args.findIndex((arg) => arg === `--${option}` || arg.startsWith(`--${option}=`));
  return args[at]?.split('=')[1] ?? args[at + 1];
}
