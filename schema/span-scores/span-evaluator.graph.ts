import { Project } from '../access/project.graph.ts';
import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import '../evaluators/evaluator.graph.ts';

/** An evaluator that runs on spans. */
export const SpanEvaluator = builder.prismaNode('SpanEvaluator', {
  id: { field: 'id' },
  description:
    'An evaluator that runs on the spans of a project as they arrive, always at its newest version. What it says becomes a score of the span under the evaluator’s name, so that the Monitor’s filter finds low ones: its number, or 1 for PASS and 0 for FAIL where it gives none; nothing where it could not tell. A score that the sender gave under this very name is replaced.',
  fields: (t) => ({
    evaluator: t.relation('evaluator', { description: 'Which.' }),
    filter: t.expose('filter', { type: 'JSON', description: 'Which spans: a SpanFilter, as it was given; {} for all.' }),
    share: t.exposeFloat('share', {
      description:
        'How many of the filter’s spans, above 0 and at most 1. Which ones is decided by a hash of their ids: always the same, and a larger share has all of a smaller one.',
    }),
    budget: t.exposeFloat('budget', { nullable: true, description: 'US dollars that it may cost; past it, it pauses. Null: no bound.' }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether it runs.' }),
    pausedBecause: t.exposeString('pausedBecause', {
      nullable: true,
      description: 'Why it paused by itself; null while it runs, or when somebody paused it.',
    }),
    scored: t.exposeInt('scored', { description: 'Spans that it has given a score.' }),
    unknown: t.exposeInt('unknown', { description: 'Spans of which it could not tell: they got none.' }),
    failed: t.exposeInt('failed', { description: 'Spans that it could not be asked about: a timeout, a provider that was down.' }),
    cost: t.exposeFloat('cost', { description: 'US dollars so far; what has no known price is not in it.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who added it.',
      select: { createdById: true },
      resolve: ({ createdById }, _args, { loaders }) => (createdById === null ? null : loaders.userById.load(createdById)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
  }),
});

builder.prismaObjectField(Project, 'spanEvaluators', (t) =>
  t.relation('spanEvaluators', {
    description: 'The evaluators that run on its spans, in the order in which they were added.',
    query: { orderBy: { id: 'asc' } },
  }),
);
