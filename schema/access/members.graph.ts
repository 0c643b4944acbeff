import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { Forbidden, InvalidInput, NameTaken, NotFound } from '../refusals.ts';
import { createProject } from './create-project.ts';
import { removeMember, setMember } from './members.ts';
import { RoleEnum } from './role.graph.ts';
import { withRole } from './viewer.ts';

const CreateProjectInput = builder.inputType('CreateProjectInput', {
  fields: (t) => ({
    name: t.string({ required: true, description: '1 to 100 characters.' }),
    slug: t.string({ description: 'For URLs: a to z, 0 to 9 and dashes, at most 60. Made from the name when it is left out.' }),
  }),
});

const CreateProjectPayload = builder.objectRef<{ projectId: number }>('CreateProjectPayload').implement({
  fields: (t) => ({
    project: t.prismaField({
      type: 'Project',
      description: 'The new project; you are its owner.',
      resolve: (query, { projectId }, _args, { db }) => db.prisma.project.findUniqueOrThrow({ ...query, where: { id: projectId } }),
    }),
  }),
});

builder.mutationField('createProject', (t) =>
  t.field({
    type: CreateProjectPayload,
    description: 'Makes a project. Not for API tokens, since each belongs to one.',
    authScopes: { signedIn: true },
    errors: { types: [InvalidInput, NameTaken] },
    args: { input: t.arg({ type: CreateProjectInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const viewer = context.viewer;
      if (!viewer) throw new InvalidInput('Sign in first.');
      const projectId = await createProject(context, viewer, input);
      context.viewer = withRole(viewer, projectId, 'OWNER');
      return { projectId };
    },
  }),
);

const SetMemberInput = builder.inputType('SetMemberInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    email: t.string({ required: true, description: 'Who. An address without an account gets one.' }),
    name: t.string({ description: 'For a new account; else the part of the address before the @.' }),
    role: t.field({ type: RoleEnum, required: true, description: 'At most your own.' }),
  }),
});

const SetMemberPayload = builder
  .objectRef<{ projectId: number; userId: number; initialPassword: string | null }>('SetMemberPayload')
  .implement({
    fields: (t) => ({
      member: t.prismaField({
        type: 'Member',
        description: 'The membership as it is now.',
        resolve: (query, { projectId, userId }, _args, { db }) =>
          db.prisma.member.findUniqueOrThrow({ ...query, where: { projectId_userId: { projectId, userId } } }),
      }),
      initialPassword: t.exposeString('initialPassword', {
        nullable: true,
        description: 'The first password of a new account, shown this once; null when the account was there.',
      }),
    }),
  });

builder.mutationField('setMember', (t) =>
  t.field({
    type: SetMemberPayload,
    description: 'Adds a member, or gives one another role. For admins; only owners make or unmake owners, and one always stays.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: SetMemberInput, required: true }) },
    resolve: (_root, { input }, context) =>
      setMember(context, context.viewer, { ...input, projectId: numberOf('Project', input.projectId) }),
  }),
);

const RemoveMemberInput = builder.inputType('RemoveMemberInput', {
  fields: (t) => ({ projectId: t.id({ required: true }), userId: t.id({ required: true }) }),
});

const RemoveMemberPayload = builder.objectRef<{ userId: string }>('RemoveMemberPayload').implement({
  fields: (t) => ({ userId: t.exposeID('userId', { description: 'Who is no member any more.' }) }),
});

builder.mutationField('removeMember', (t) =>
  t.field({
    type: RemoveMemberPayload,
    description: 'Takes somebody out of a project; what they watch of it ends at once. For admins; anybody may leave by themselves.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: RemoveMemberInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const member = { projectId: numberOf('Project', input.projectId), userId: numberOf('User', input.userId) };
      await removeMember(context, context.viewer, member);
      return { userId: input.userId };
    },
  }),
);
