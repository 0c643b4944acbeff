import { builder } from '../builder.ts';
import { SignInRefused, TooManyAttempts } from './refusals.ts';
import { ErrorInterface } from '../refusals.graph.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import type { Viewer } from './viewer.ts';

const ViewerRef = builder.objectRef<Viewer>('Viewer').implement({
  description: 'Who you are.',
  fields: (t) => ({
    user: t.prismaField({
      type: 'User',
      description: 'Your account; with an API token, that of the person who made it.',
      resolve: (query, { id }, _args, { db }) => db.prisma.user.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    memberships: t.prismaField({
      type: ['Member'],
      description: 'The projects that you are in; with an API token, only its own.',
      resolve: (query, { id, roles }, _args, { db }) =>
        db.prisma.member.findMany({ ...query, where: { userId: id, projectId: { in: [...roles.keys()] } }, orderBy: { projectId: 'asc' } }),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    nullable: true,
    description: 'You; null when you are signed out.',
    resolve: (_root, _args, { viewer }) => viewer,
  }),
);

builder.objectType(SignInRefused, {
  name: 'SignInRefused',
  description: 'The email or the password is wrong; which of them is not said.',
  interfaces: [ErrorInterface],
});

builder.objectType(TooManyAttempts, {
  name: 'TooManyAttempts',
  description: 'Too many attempts from this address, or on this account.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ retryAfterSeconds: t.exposeInt('retryAfterSeconds', { description: 'Try again after so many seconds.' }) }),
});

const SignInInput = builder.inputType('SignInInput', {
  fields: (t) => ({
    email: t.string({ required: true, description: 'Case does not matter.' }),
    password: t.string({ required: true, description: 'As it was typed: blanks count.' }),
  }),
});

const SignInPayload = builder.objectRef<{ viewer: Viewer }>('SignInPayload').implement({
  fields: (t) => ({ viewer: t.expose('viewer', { type: ViewerRef, description: 'You, from now on.' }) }),
});

builder.mutationField('signIn', (t) =>
  t.field({
    type: SignInPayload,
    description: 'Opens a session and sets its cookie (HttpOnly, SameSite). Over HTTP only: a socket has no cookie to set.',
    errors: { types: [SignInRefused, TooManyAttempts] },
    args: { input: t.arg({ type: SignInInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      if (!context.setSessionCookie) throw new SignInRefused('Sign in over HTTP: a socket has no cookie to set.');
      const { viewer, secret } = await signIn(context, { ...input, remoteAddress: context.remoteAddress });
      context.setSessionCookie(secret);
      // What is selected below is asked as who one is now.
      context.viewer = viewer;
      return { viewer };
    },
  }),
);

const SignOutPayload = builder.objectRef<{ ok: boolean }>('SignOutPayload').implement({
  fields: (t) => ({ ok: t.exposeBoolean('ok', { description: 'Always true: signing out twice is fine.' }) }),
});

builder.mutationField('signOut', (t) =>
  t.field({
    type: SignOutPayload,
    description: 'Ends the session, clears its cookie, and closes its sockets (4403) wherever they are connected.',
    resolve: async (_root, _args, context) => {
      if (context.viewer) await signOut(context, context.viewer);
      context.setSessionCookie?.(null);
      context.viewer = null;
      return { ok: true };
    },
  }),
);
