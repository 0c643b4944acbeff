import type { Role } from '@docket/prisma/generated/client/enums.ts';
import { encodeId, numberOf } from '@docket/schema/ids.ts';
import type { Client } from '../kit/client.ts';
import { mutationsOf } from '../kit/mutations.ts';
import type { Person, Stack } from '../kit/stack.ts';
import { type Bench, seedQueue } from '../queue/kit.ts';

export interface Deployed {
  id: string;
  kind: string;
  notes: string;
  overrideReason: string | null;
  version: { number: number };
  deployedBy: { name: string };
}

export interface SeenCheck {
  kind: string;
  name: string;
  wanted: number;
  got: number | null;
  passed: boolean;
  reason: string | null;
  rowCount: number;
  rows: { rowId: string; row: { status: string } | null; output: unknown; logged: unknown; error: string | null; scores: SeenScore[] }[];
}

export interface SeenScore {
  evaluator: { name: string };
  grade: string;
  score: number | null;
  reason: string;
}

export interface SeenVerdict {
  passed: boolean;
  evaluationId: string | null;
  baselineEvaluationId: string | null;
  reason: string | null;
  rowCount: number;
  checks: SeenCheck[];
}

const deployed = 'id kind notes overrideReason version { number } deployedBy { name }';
const verdict = `passed evaluationId baselineEvaluationId reason rowCount checks { kind name wanted got passed reason rowCount
  rows(first: 200) { rowId row { status } output logged error scores { evaluator { name } grade score reason } } }`;

/** One person's hands on deployments: mutations as verbs, each with the answer as it came. */
export function deployerOf(client: Client) {
  const call = mutationsOf(client);
  const environment = (payload: string) => `... on ${payload} { environment { id name } }`;
  return {
    client,
    deploy: (input: Record<string, unknown>) =>
      call<{ deployment: Deployed; current: Deployed | null; verdict: SeenVerdict }>(
        'deployPrompt',
        input,
        `... on DeployPromptPayload { deployment { ${deployed} } } ... on AlreadyDeployed { current { ${deployed} } }
         ... on DeploymentChangedMeanwhile { current { ${deployed} } } ... on GateBlocked { verdict { ${verdict} } }`,
      ),
    rollBack: (input: Record<string, unknown>) =>
      call<{ deployment: Deployed; current: Deployed | null }>(
        'rollBackPrompt',
        input,
        `... on RollBackPromptPayload { deployment { ${deployed} } } ... on DeploymentChangedMeanwhile { current { ${deployed} } }`,
      ),
    createEnvironment: (input: Record<string, unknown>) =>
      call<{ environment: { id: string; name: string } }>('createEnvironment', input, environment('CreateEnvironmentPayload')),
    renameEnvironment: (input: Record<string, unknown>) =>
      call<{ environment: { id: string; name: string } }>('renameEnvironment', input, environment('RenameEnvironmentPayload')),
    deleteEnvironment: (input: Record<string, unknown>) =>
      call<{ id: string; prompts: number }>(
        'deleteEnvironment',
        input,
        '... on DeleteEnvironmentPayload { id } ... on EnvironmentInUse { prompts }',
      ),
    setGate: (input: Record<string, unknown>) =>
      call<{ gate: { rules: unknown; slice: { name: string } | null; dataset: { id: string } } }>(
        'setGate',
        input,
        `... on SetGatePayload { gate { dataset { id } slice { name } wholeDataset
           rules { noRegression maxUnknown maxStale evaluators { evaluator { name } passRate meanScore perLabel { columnKey value passRate } } } } }`,
      ),
    removeGate: (input: Record<string, unknown>) => call('removeGate', input),
    reopen: (input: Record<string, unknown>) =>
      call<{ rows: { id: string; status: string }[]; left: number }>(
        'reopenBlockingRows',
        input,
        '... on ReopenBlockingRowsPayload { left rows { id status } }',
      ),
    verdict: async (environmentId: string, versionId: string) =>
      (
        await client.execute<{ gateVerdict: SeenVerdict | null }>(
          `query ($environmentId: ID!, $versionId: ID!) { gateVerdict(environmentId: $environmentId, versionId: $versionId) { ${verdict} } }`,
          { environmentId, versionId },
        )
      ).gateVerdict,
    environments: async (slug: string) =>
      (
        await client.execute<{ project: { environments: { id: string; name: string }[] } | null }>(
          'query ($slug: String!) { project(slug: $slug) { environments { id name } } }',
          { slug },
        )
      ).project?.environments,
    history: async (promptId: string) =>
      (
        await client.execute<{ prompt: { deployments: { edges: { node: Deployed }[] }; current: Deployed | null } }>(
          `query ($id: ID!) { prompt(id: $id) { current { ${deployed} } deployments(first: 50) { edges { node { ${deployed} } } } } }`,
          { id: promptId },
        )
      ).prompt,
  };
}

export type Deployer = ReturnType<typeof deployerOf>;

export interface Yard extends Bench {
  slug: string;
  environmentId: string;
  promptId: string;
  promptName: string;
  /** Versions 1, 2, 3… */
  versionIds: string[];
  as: Record<'owner' | 'admin' | 'reviewer' | 'viewer', Deployer>;
  /** Somebody with this role in the project. */
  somebody(role: Role): Promise<Person>;
}

/** A project with people of every role, a dataset, and a prompt with versions. */
export async function seedYard(
  stack: Stack,
  { versions = 4, ...options }: { versions?: number } & Parameters<typeof seedQueue>[1] = {},
): Promise<Yard> {
  const bench = await seedQueue(stack, options);
  const projectId = numberOf('Project', bench.projectId);
  const somebody = async (role: Role): Promise<Person> => {
    const person = await stack.person(`${role[0]}${role.slice(1).toLowerCase()}`);
    await stack.db.prisma.member.create({ data: { projectId, userId: person.number, role } });
    for (const { services } of stack.servers) services.signals.send('access', { userId: person.number });
    return person;
  };
  const [admin, viewer] = [await somebody('ADMIN'), await somebody('VIEWER')];
  const { slug } = await stack.db.prisma.project.findUniqueOrThrow({ where: { id: projectId } });
  const promptName = 'support';
  const prompt = await stack.db.prisma.prompt.create({ data: { projectId, name: promptName, draft: {} } });
  const versionIds: string[] = [];
  for (let number = 1; number <= versions; number++) {
    const content = { messages: [{ role: 'user', content: `Version ${number}: {{question}}` }] };
    const { id } = await stack.db.prisma.promptVersion.create({
      data: { projectId, promptId: prompt.id, number, content, contentHash: String(number) },
    });
    versionIds.push(encodeId('PromptVersion', id));
  }
  const as = {
    owner: deployerOf(bench.owner.client),
    admin: deployerOf(stack.as(admin)),
    reviewer: deployerOf(bench.ada.client),
    viewer: deployerOf(stack.as(viewer)),
  };
  const [first] = (await as.viewer.environments(slug))!;
  return { ...bench, slug, environmentId: first!.id, promptId: encodeId('Prompt', prompt.id), promptName, versionIds, as, somebody };
}
