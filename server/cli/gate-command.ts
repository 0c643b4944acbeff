import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { cac } from 'cac';
import { Problem } from '@docket/prisma/problem.ts';
import { tell } from '../program.ts';
import { askApi } from './ask-api.ts';
import { type GateAnswer, askGate } from './ask-gate.ts';
import { gateReport } from './gate-report.ts';
import { textOf } from './options.ts';

type Env = Record<string, string | undefined>;

interface Options {
  project?: unknown;
  prompt?: unknown;
  env?: unknown;
  version?: unknown;
  file?: unknown;
  junit?: unknown;
  url?: unknown;
  token?: unknown;
  evaluate?: unknown;
}

/** What `npm run gate -- …` does. Answers with the exit code: 0 when the gate lets the version through or there is none, 2 when it
 * blocks it, 1 when that could not be found out. */
export async function gateCommand(args: readonly string[], env: Env = process.env): Promise<number> {
  const cli = cac('npm run gate --');
  cli
    .command('', 'Ask whether a version of a prompt may be deployed')
    .option('--project <slug>', 'The project')
    .option('--prompt <name>', 'The prompt; left out with --file, which names it')
    .option('--env <name>', 'The environment whose gate it has to pass, such as production')
    .option('--version <number>', 'Which version; by default the newest')
    .option('--file <file>', 'A prompt file: its content becomes a version first, unless it is one')
    .option('--evaluate', 'Evaluate the version over the gate’s rows first, and wait for it, where that is not done yet')
    .option('--junit <file>', 'Write what the gate says as JUnit XML')
    .option('--url <url>', 'The running Docket (or DOCKET_URL)')
    .option('--token <token>', 'An API token for it (or DOCKET_TOKEN)')
    .example('npm run gate -- --project support --prompt answer --env production --junit gate.xml')
    .action((options: Options) => run(options, args, env));
  cli.help();
  try {
    cli.parse(['node', 'gate', ...args], { run: false });
    if (cli.options.help) return 0;
    return (await cli.runMatchedCommand()) as number;
  } catch (error) {
    tell(error instanceof Error && error.name === 'CACError' ? new Problem(`${error.message}. --help tells more.`) : error);
    return 1;
  }
}

async function run(options: Options, args: readonly string[], env: Env): Promise<number> {
  const text = (option: keyof Options) => textOf(option, options, args);
  const needed = (option: keyof Options): string => {
    const value = text(option);
    if (!value) throw new Problem(`Say --${option}. --help tells more.`);
    return value;
  };
  const url = text('url') ?? (env.DOCKET_URL || 'http://127.0.0.1:4400');
  const token = text('token') ?? (env.DOCKET_TOKEN || undefined);
  if (!token) throw new Problem('Docket wants to know who you are: say --token, or set DOCKET_TOKEN.');
  if (!URL.canParse(url)) throw new Problem(`“${url}” is not an address like http://127.0.0.1:4400.`);
  // npm runs scripts in the workspace; files are named from where the person stands.
  const path = (name: string) => resolve(env.INIT_CWD ?? '.', name);
  const file = text('file');
  const answer = await askGate(askApi(url, token), {
    project: needed('project'),
    environment: needed('env'),
    ...(file === undefined ? { prompt: needed('prompt'), file: null } : { prompt: null, file: await read(path(file)) }),
    version: versionOf(text('version')),
    evaluate: options.evaluate === true,
    say: (line) => console.error(line),
  });
  const junit = text('junit');
  if (junit !== undefined) await writeFile(path(junit), gateReport(answer));
  console.log(told(answer));
  return answer.verdict === null || answer.verdict.passed ? 0 : 2;
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Problem(error.code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read: ${error.message}`);
  });
}

function versionOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Problem(`“${text}” is not the number of a version.`);
  return Number(text);
}

/** What the gate says, for people. */
function told({ prompt, version, environment, verdict }: GateAnswer): string {
  const what = `${prompt} version ${version} for ${environment}`;
  if (verdict === null) return `${what}: there is no gate.`;
  const checks = verdict.checks.map(({ passed, name, reason, wanted, got, rows, rowCount }) => {
    const found = got === null ? '' : ` (${Number(got.toFixed(3))}, wanted ${wanted})`;
    const blocking =
      passed || rows.length === 0
        ? ''
        : `\n      ${rowCount} rows: ${rows
            .slice(0, 10)
            .map(({ rowId }) => rowId)
            .join(', ')}${rowCount > 10 ? '…' : ''}`;
    return `  ${passed ? '✓' : '✗'} ${name}${found}${reason ? `: ${reason}` : ''}${blocking}`;
  });
  return [`${what}: ${verdict.passed ? 'passes' : 'blocked'}.${verdict.reason ? ` ${verdict.reason}` : ''}`, ...checks].join('\n');
}
