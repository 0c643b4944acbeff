import { projectsOf } from './viewer.ts';
import { builder } from '../builder.ts';
import { includes } from './require-role.ts';
import { RoleEnum } from './role.graph.ts';

export const Member = builder.prismaObject('Member', {
  description: 'Somebody in a project, and what they may do there.',
  fields: (t) => ({
    user: t.relation('user', { description: 'Who.' }),
    project: t.relation('project', { description: 'Where.' }),
    role: t.expose('role', { type: RoleEnum, description: 'Their own role; an API token of theirs may have a smaller one.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Since when.' }),
  }),
});

export const ApiToken = builder.prismaNode('ApiToken', {
  id: { field: 'id' },
  description: 'A key for integrations. Acts as the user who made it, in one project, with at most its own role.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is for.' }),
    hint: t.exposeString('hint', { description: 'The first characters of the secret, to tell tokens apart.' }),
    role: t.expose('role', { type: RoleEnum, description: 'Never more than the role that its user has at the moment of use.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', nullable: true, description: 'To about a minute; null when it never was.' }),
    user: t.relation('user', { description: 'As whom it acts.' }),
  }),
});

/** The other features add their fields with `builder.prismaObjectFields(Project, …)`. */
export const Project = builder.prismaNode('Project', {
  id: { field: 'id' },
  description: 'The wall: everything else belongs to one project, and nothing crosses.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'What stands in URLs: a to z, 0 to 9 and dashes. Unique.' }),
    name: t.exposeString('name', { description: 'Shown to people.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    viewerRole: t.field({
      type: RoleEnum,
      description: 'What you may do here; with an API token, what the token may.',
      // Whoever reaches a project is a member of it; the fallback only keeps a race with a removal from being an error.
      resolve: ({ id }, _args, { viewer }) => viewer?.roles.get(id) ?? 'VIEWER',
    }),
    members: t.relation('members', {
      description: 'Everybody in it, those who came first first.',
      query: { orderBy: { createdAt: 'asc' } },
    }),
    apiTokens: t.relation('apiTokens', {
      description: 'The tokens that were not revoked. Empty for anyone below admin.',
      query: (_args, { viewer }) => {
        const administered = [...(viewer?.roles ?? [])].filter(([, role]) => includes(role, 'ADMIN')).map(([projectId]) => projectId);
        return { where: { revokedAt: null, projectId: { in: administered } }, orderBy: { id: 'asc' } };
      },
    }),
  }),
});

builder.queryField('project', (t) =>
  t.prismaField({
    type: 'Project',
    nullable: true,
    description: 'A project by its slug; null when there is none, or you are no member of it.',
    authScopes: { signedIn: true },
    args: { slug: t.arg.string({ required: true }) },
    resolve: (query, _root, { slug }, { db, viewer }) =>
      db.prisma.project.findUnique({
        ...query,
        // NUL stands in no slug, and Postgres would answer with an error instead of with nothing.
        where: { slug: slug.includes('\u0000') ? '' : slug, AND: { id: { in: projectsOf(viewer) } } },
      }),
  }),
);
