import './access/access.graph.ts';
import './datasets/datasets.graph.ts';
import './deploy/deploy.graph.ts';
import './evaluations/evaluations.graph.ts';
import './evaluators/evaluators.graph.ts';
import './feed/feed.graph.ts';
import './models/models.graph.ts';
import './monitor/monitor.graph.ts';
import './prompts/prompts.graph.ts';
import './queue/queue.graph.ts';
import './reviews/reviews.graph.ts';
import './row-evaluators/row-evaluators.graph.ts';
import './span-scores/span-scores.graph.ts';
import './refusals.graph.ts';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { builder } from './builder.ts';
import { encodeId } from './ids.ts';

/** Makes the ids of nodes at once. Relay's plugin makes each by an async function: of a page of 50 rows that was 50 promises
 * for the ids, one for each row that has one, and one for all of them. Every node keeps its number as `id`. */
function idsAtOnce(made: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(made.getTypeMap())) {
    if (!isObjectType(type) || !type.getInterfaces().some(({ name }) => name === 'Node')) continue;
    type.getFields()['id']!.resolve = ({ id }: { id: number | bigint }) => encodeId(type.name, id);
  }
  return made;
}

/** Prisma's plugin makes these by itself, and says nothing of them. */
function totalsExplained(made: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(made.getTypeMap())) {
    const total = isObjectType(type) && type.name.endsWith('Connection') ? type.getFields()['totalCount'] : undefined;
    if (total) total.description ??= 'On all pages.';
  }
  return made;
}

/** The whole API. Every feature's graph is imported above. */
export const schema = totalsExplained(idsAtOnce(builder.toSchema()));
