import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import { numberOf, numberOrNull } from '../ids.ts';

export const Annotator = builder.prismaNode('Annotator', {
  id: { field: 'id' },
  description: 'Somebody who reviewed elsewhere and is known here by name. No account, nothing to sign in with.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique in the project.' }),
  }),
});

const userOf = (rater: string) => numberOrNull('User', rater);
const annotatorOf = (rater: string) => numberOrNull('Annotator', rater);

/** Who reviewed: `User_3` or `Annotator_7`. */
export const RaterRef = builder.objectRef<string>('Rater').implement({
  description: 'Who reviewed: somebody with an account, or an annotator whose reviews were brought in.',
  fields: (t) => ({
    id: t.id({ description: 'Of the user or the annotator.', resolve: (rater) => rater }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'Who, if they have an account.',
      resolve: (rater, _args, { loaders }) => {
        const id = userOf(rater);
        return id === null ? null : loaders.userById.load(id);
      },
    }),
    annotator: t.prismaField({
      type: Annotator,
      nullable: true,
      description: 'Who, if they have none.',
      resolve: (query, rater, _args, { db }) => {
        const id = annotatorOf(rater);
        return id === null ? null : db.prisma.annotator.findUnique({ ...query, where: { id } });
      },
    }),
    name: t.string({
      description: 'What they are called.',
      resolve: async (rater, _args, { db, loaders }) => {
        const id = userOf(rater);
        if (id !== null) return (await loaders.userById.load(id)).name;
        return (await db.prisma.annotator.findUniqueOrThrow({ where: { id: numberOf('Annotator', rater) }, select: { name: true } })).name;
      },
    }),
  }),
});
