import { requireRole } from '../access/require-role.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { numberOf } from '../ids.ts';
import { isJsonObject } from '../monitor/json-value.ts';
import { Forbidden, InvalidInput, NotFound } from '../refusals.ts';
import { EvaluatorKindEnum } from './evaluator.graph.ts';
import { roleFor } from './open-evaluator.ts';
import { type TryEvaluator, tryEvaluator } from './try-evaluator.ts';
import { VerdictRef } from './verdict.graph.ts';

const TryEvaluatorInput = builder.inputType('TryEvaluatorInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    evaluatorVersionId: t.id({ description: 'One that there is. Either this, or kind and config.' }),
    kind: t.field({ type: EvaluatorKindEnum, description: 'The kind of one in the making.' }),
    config: t.field({ type: 'JSON', description: 'Its config. A service is called with a secret that nobody knows.' }),
    inputs: t.field({ type: 'JSON', description: 'An object: what was given, by name.' }),
    output: t.field({ type: 'JSON', description: 'The answer: a text, or any JSON. Left out: none.' }),
    expected: t.field({ type: 'JSON', description: 'What would have been right. Left out: nobody has said.' }),
    latencyMs: t.float({ description: 'How long the answer took.' }),
    cost: t.float({ description: 'What the answer cost, in US dollars.' }),
    tokensOut: t.int({ description: 'How many tokens the answer has.' }),
  }),
});

type Given = typeof TryEvaluatorInput.$inferInput;

/** What is tried, for a viewer who may. */
async function opened(
  { db, viewer }: Context,
  projectId: number,
  { evaluatorVersionId, kind, config }: Given,
): Promise<TryEvaluator['evaluator']> {
  if (evaluatorVersionId == null) {
    if (kind == null || config == null) throw new InvalidInput('Needs evaluatorVersionId, or kind and config.', ['input', 'kind']);
    requireRole(viewer, projectId, roleFor(kind), 'Project');
    return { kind, config };
  }
  if (kind != null || config != null)
    throw new InvalidInput('Give evaluatorVersionId, or kind and config, not both.', ['input', 'evaluatorVersionId']);
  const versionId = numberOf('EvaluatorVersion', evaluatorVersionId);
  const version = await db.prisma.evaluatorVersion.findFirst({
    where: { id: versionId, projectId },
    select: { evaluator: { select: { kind: true } } },
  });
  requireRole(viewer, version ? projectId : undefined, roleFor(version?.evaluator.kind ?? 'TEXT'), 'EvaluatorVersion');
  return { versionId };
}

builder.mutationField('tryEvaluator', (t) =>
  t.field({
    type: VerdictRef,
    description:
      'What an evaluator says of one answer; nothing is stored. A judge asks its model, which costs money. For reviewers; those that run code or call a service, for admins.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: TryEvaluatorInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const projectId = numberOf('Project', input.projectId);
      requireRole(context.viewer, projectId, 'REVIEWER', 'Project');
      const inputs = input.inputs ?? {};
      if (!isJsonObject(inputs)) throw new InvalidInput('Inputs are an object: {"question": "…"}.', ['input', 'inputs']);
      const { output = null, expected = null, latencyMs = null, cost = null, tokensOut = null } = input;
      const evaluator = await opened(context, projectId, input);
      return tryEvaluator(context, { projectId, evaluator, subject: { inputs, output, expected, latencyMs, cost, tokensOut } });
    },
  }),
);
