import { builder } from '../builder.ts';
import { includes } from './require-role.ts';

export const User = builder.prismaNode('User', {
  id: { field: 'id' },
  description: 'Somebody who signs in. Seen by those who share a project with them.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'How they are called on every screen.' }),
    email: t.string({
      description: 'Shown to themselves and to admins of a project they share; to everybody else it is empty.',
      resolve: async (user, _args, { viewer, loaders }) => {
        if (viewer?.id === user.id) return user.email;
        const shared = await loaders.projectIdsOfUser.load(user.id);
        return shared.some((projectId) => includes(viewer?.roles.get(projectId), 'ADMIN')) ? user.email : '';
      },
    }),
  }),
});
