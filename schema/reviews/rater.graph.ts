import { User } from '../access/user.graph.ts';
import { builder } from '../builder.ts';
import { decodeId } from '../ids.ts';

export const Annotator = builder.prismaNode('Annotator', {
  id: { field: 'id' },
  description: 'Somebody who reviewed elsewhere and is known here by name. No account, nothing to sign in with.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique in the project.' }),
  }),
});

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
        const { typename, id } = decodeId(rater);
        return typename === 'User' ? loaders.userById.load(Number(id)) : null;
      },
    }),
    annotator: t.prismaField({
      type: Annotator,
      nullable: true,
      description: 'Who, if they have none.',
      resolve: (query, rater, _args, { db }) => {
        const { typename, id } = decodeId(rater);
        return typename === 'Annotator' ? db.prisma.annotator.findUnique({ ...query, where: { id: Number(id) } }) : null;
      },
    }),
    name: t.string({
      description: 'What they are called.',
      resolve: async (rater, _args, { db, loaders }) => {
        const { typename, id } = decodeId(rater);
        if (typename === 'User') return (await loaders.userById.load(Number(id))).name;
        return (await db.prisma.annotator.findUniqueOrThrow({ where: { id: Number(id) }, select: { name: true } })).name;
      },
    }),
  }),
});
