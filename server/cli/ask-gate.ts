import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '@docket/prisma/problem.ts';
import type { Ask } from './ask-api.ts';

export interface GateCheck {
  kind: string;
  name: string;
  passed: boolean;
  wanted: number;
  got: number | null;
  reason: string | null;
  rowCount: number;
  rows: {
    rowId: string;
    output: unknown;
    error: string | null;
    scores: { evaluator: { name: string }; grade: string; reason: string }[];
  }[];
}

export interface GateAnswer {
  prompt: string;
  version: number;
  environment: string;
  /** Null where the prompt has no gate in the environment. */
  verdict: { passed: boolean; reason: string | null; evaluationId: string | null; checks: GateCheck[] } | null;
}

interface AskGate {
  project: string;
  environment: string;
  /** By name, or out of a file. */
  prompt: string | null;
  file: string | null;
  /** Null: the newest. */
  version: number | null;
  /** Whether to evaluate first where no evaluation is there to judge by. */
  evaluate: boolean;
  say(line: string): void;
}

const Find = `query Gate($slug: String!) { project(slug: $slug) { id environments { id name gates {
  prompt { id } dataset { id } slice { id } rules { evaluators { evaluator { id } } } } } } }`;
const FindPrompt = `query GatePrompt($slug: String!, $name: String!) { project(slug: $slug) { prompt(name: $name) { id name latest { id number } } } }`;
const FindVersion = `query GateVersion($id: ID!, $number: Int!) { prompt(id: $id) { version(number: $number) { id number } } }`;
const Import = `mutation GateImport($input: ImportPromptInput!) { importPrompt(input: $input) {
  ... on Error { message } ... on ImportPromptPayload { existed version { id number prompt { id name } } } } }`;
const Verdict = `query GateVerdict($environmentId: ID!, $versionId: ID!) { gateVerdict(environmentId: $environmentId, versionId: $versionId) {
  passed reason evaluationId checks { kind name passed wanted got reason rowCount
    rows(first: 50) { rowId output error scores { evaluator { name } grade reason } } } } }`;
const Start = `mutation GateEvaluate($input: StartEvaluationInput!) { startEvaluation(input: $input) {
  ... on Error { message } ... on StartEvaluationPayload { evaluation { id } } } }`;
const Watch = `query GateProgress($id: ID!) { evaluation(id: $id) { status pausedBecause done failed rowCount } }`;

interface Version {
  id: string;
  number: number;
}

interface Gate {
  prompt: { id: string } | null;
  dataset: { id: string } | null;
  slice: { id: string } | null;
  rules: { evaluators: { evaluator: { id: string } }[] };
}

/** Asks what the gate of an environment says of a version. With a file, that is its version; with `evaluate`, it is evaluated
 * first where that has not been done. */
export async function askGate(ask: Ask, asked: AskGate): Promise<GateAnswer> {
  const { project } = await ask<{ project: { id: string; environments: { id: string; name: string; gates: Gate[] }[] } | null }>(Find, {
    slug: asked.project,
  });
  if (!project) throw new Problem(`There is no project “${asked.project}”, or the token is not for it.`);
  const environment = project.environments.find(({ name }) => name === asked.environment);
  if (!environment) {
    throw new Problem(
      `There is no environment “${asked.environment}”. There are: ${project.environments.map(({ name }) => name).join(', ')}.`,
    );
  }
  const { prompt, version } = await findVersion(ask, asked, project.id);
  const judge = async () =>
    (await ask<{ gateVerdict: GateAnswer['verdict'] }>(Verdict, { environmentId: environment.id, versionId: version.id })).gateVerdict;
  let verdict = await judge();
  const gate = environment.gates.find((one) => one.prompt?.id === prompt.id);
  // Not judged, or by an evaluation that the rows have left behind: whatever else fails, another run would fail too.
  const lacking = verdict && (verdict.evaluationId === null || verdict.checks.some(({ kind, passed }) => kind === 'COVERAGE' && !passed));
  if (asked.evaluate && lacking && gate) {
    await evaluate(ask, { gate, versionId: version.id, name: `Gate: ${prompt.name} v${version.number}`, say: asked.say });
    verdict = await judge();
  }
  return { prompt: prompt.name, version: version.number, environment: environment.name, verdict };
}

async function findVersion(
  ask: Ask,
  { project, prompt: name, file, version: number, say }: AskGate,
  projectId: string,
): Promise<{ prompt: { id: string; name: string }; version: Version }> {
  if (file !== null) {
    const { importPrompt: answer } = await ask<{
      importPrompt: { message: string } | { existed: boolean; version: Version & { prompt: { id: string; name: string } } };
    }>(Import, { input: { projectId, file } });
    if ('message' in answer) throw new Problem(`The prompt file is refused: ${answer.message}`);
    const { existed, version } = answer;
    say(`${version.prompt.name}: ${existed ? 'this is version' : 'made version'} ${version.number}.`);
    return { prompt: version.prompt, version };
  }
  const { prompt } = (
    await ask<{ project: { prompt: { id: string; name: string; latest: Version | null } | null } }>(FindPrompt, { slug: project, name })
  ).project;
  if (!prompt) throw new Problem(`There is no prompt “${name}” in ${project}.`);
  const version =
    number === null
      ? prompt.latest
      : (await ask<{ prompt: { version: Version | null } }>(FindVersion, { id: prompt.id, number })).prompt.version;
  if (!version) throw new Problem(number === null ? `“${name}” has no version yet.` : `“${name}” has no version ${number}.`);
  return { prompt, version };
}

async function evaluate(
  ask: Ask,
  { gate, versionId, name, say }: { gate: Gate; versionId: string; name: string; say(line: string): void },
): Promise<void> {
  if (!gate.dataset) throw new Problem('The dataset of the gate is gone.');
  const input = {
    datasetId: gate.dataset.id,
    name,
    promptVersionId: versionId,
    evaluatorIds: gate.rules.evaluators.map(({ evaluator }) => evaluator.id),
    ...(gate.slice && { filter: { slice: gate.slice.id } }),
  };
  const { startEvaluation: started } = await ask<{ startEvaluation: { message: string } | { evaluation: { id: string } } }>(Start, {
    input,
  });
  if ('message' in started) throw new Problem(`It cannot be evaluated: ${started.message}`);
  for (let last = -1; ;) {
    const { evaluation } = await ask<{
      evaluation: { status: string; pausedBecause: string | null; done: number; failed: number; rowCount: number };
    }>(Watch, {
      id: started.evaluation.id,
    });
    const { status, pausedBecause, done, failed, rowCount } = evaluation;
    if (done + failed !== last) say(`Evaluating: ${done + failed} of ${rowCount} rows${failed > 0 ? `, ${failed} failed` : ''}.`);
    last = done + failed;
    if (status === 'FINISHED') return;
    if (status !== 'RUNNING')
      throw new Problem(`The evaluation ${status === 'PAUSED' ? `paused: ${pausedBecause ?? 'by somebody'}` : 'was cancelled'}.`);
    await sleep(1000);
  }
}
