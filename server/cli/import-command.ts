import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { cac } from 'cac';
import { Presets, SingleBar } from 'cli-progress';
import { Problem } from '@docket/prisma/problem.ts';
import { parseMapping, type Mapping } from '@docket/schema/monitor/map-line.ts';
import { tell } from '../program.ts';
import { importFile } from './import-file.ts';
import { textOf } from './options.ts';
import { apiTarget, databaseTarget } from './import-targets.ts';

type Env = Record<string, string | undefined>;

interface Options {
  project?: unknown;
  map?: unknown;
  id?: unknown;
  url?: unknown;
  token?: unknown;
}

/** What `npm run import -- …` does. Answers with the exit code: 0 when every line went in, 2 when lines were refused, 1
 * when it could not begin or had to end early. The summary goes to the output, everything else to the error output. */
export async function importCommand(args: readonly string[], env: Env = process.env): Promise<number> {
  const cli = cac('npm run import --');
  cli
    .command('<file>', 'Import spans from a JSONL file')
    .option('--project <slug>', 'The project that they go to')
    .option(
      '--map <from=to>',
      'Where a field goes, as often as needed: id, name, model, output, input.NAME, attributes.NAME, scores.NAME, tags, sessionId, startedAt…',
    )
    .option('--id <field>', 'The field that is the id; the same as --map FIELD=id')
    .option('--url <url>', 'A running Docket to send to, instead of the database (or DOCKET_URL)')
    .option('--token <token>', 'An API token for it (or DOCKET_TOKEN)')
    .example('npm run import -- logs.jsonl --project support --map user_query=input.question --map response=output')
    .action((file: string, options: Options) => run(file, options, args, env));
  cli.help();
  try {
    cli.parse(['node', 'import', ...args], { run: false });
    if (cli.matchedCommand) return (await cli.runMatchedCommand()) as number;
    if (cli.options.help) return 0;
    cli.outputHelp();
    return 1;
  } catch (error) {
    tell(error instanceof Error && error.name === 'CACError' ? new Problem(`${error.message}. --help tells more.`) : error);
    return 1;
  }
}

async function run(name: string, options: Options, args: readonly string[], env: Env): Promise<number> {
  const text = (option: keyof Options) => textOf(option, options, args);
  const project = text('project');
  if (!project) throw new Problem('Which project? Say --project SLUG.');
  const mappings = mappingsOf(options, text('id'));
  // npm runs scripts in the workspace; the file is named from where the person stands.
  const file = resolve(env.INIT_CWD ?? '.', String(name));
  const size = await sizeOf(file);
  const url = text('url') ?? (env.DOCKET_URL || undefined);
  const token = text('token') ?? (env.DOCKET_TOKEN || undefined);
  if (url && !token) throw new Problem('A server wants to know who you are: say --token, or set DOCKET_TOKEN.');
  if (token && !url) throw new Problem('The token is for a server: say --url, or set DOCKET_URL.');
  if (url && !URL.canParse(url)) throw new Problem(`“${url}” is not an address like http://127.0.0.1:4400.`);

  const target = url && token ? await apiTarget(project, { url, token }) : await databaseTarget(project, env);
  const bar = new SingleBar(
    {
      format: ' {bar} {percentage}% · {added} added, {unchanged} unchanged, {refused} refused',
      stream: process.stderr,
      hideCursor: true,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  const chunks = createReadStream(file, { highWaterMark: 256 * 1024 });
  // Ctrl-C ends it with a summary; a second one at once.
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    bar.start(size, 0, { added: 0, unchanged: 0, refused: 0 });
    const summary = await importFile({
      chunks,
      mappings,
      target,
      signal: stopping.signal,
      onProgress: ({ added, unchanged, refused }) => bar.update(Math.min(chunks.bytesRead, size), { added, unchanged, refused }),
    });
    bar.stop();
    console.log(summary.tell());
    return summary.exitCode();
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    bar.stop();
    await target.close();
  }
}

function mappingsOf({ map }: Options, id: string | undefined): Mapping[] {
  const texts = map === undefined ? [] : Array.isArray(map) ? map.map(String) : [String(map)];
  if (id !== undefined) texts.push(`${id}=id`);
  const mappings: Mapping[] = [];
  for (const one of texts) {
    const mapping = parseMapping(one);
    if (typeof mapping === 'string') throw new Problem(mapping);
    const { field, entry } = mapping.to;
    if (mappings.some(({ to }) => to.field === field && to.entry === entry))
      throw new Problem(`Two fields are mapped to the same place (“${one}”).`);
    mappings.push(mapping);
  }
  return mappings;
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new Problem(error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${error.message}`);
  });
  if (!found.isFile()) throw new Problem(`${file} is not a file.`);
  return found.size;
}
