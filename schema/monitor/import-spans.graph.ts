import { requireRole } from '../access/require-role.ts';
import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { Forbidden, InvalidInput, NotFound } from '../refusals.ts';
import { importSpans, refusedSpanCodes, type ImportedSpans, type RefusedSpan } from './import-spans.ts';
import { watchImports, type SpansImported } from './spans-imported.ts';

const RefusedSpanCodeEnum = builder.enumType('RefusedSpanCode', {
  description:
    'Why a span was refused: INVALID, it cannot be a span as it is; DIFFERENT_CONTENT, its id is there already with other content, which was kept.',
  values: refusedSpanCodes,
});

const RefusedSpanRef = builder.objectRef<RefusedSpan>('RefusedSpan').implement({
  description: 'A span that was not added.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Where it stands in the batch, from 0.' }),
    id: t.exposeString('id', { nullable: true, description: 'Its id, where it could be read.' }),
    code: t.expose('code', { type: RefusedSpanCodeEnum, description: 'The kind of reason.' }),
    reason: t.exposeString('reason', { description: 'What is wrong, beginning with the field.' }),
  }),
});

const ImportSpansPayload = builder.objectRef<ImportedSpans>('ImportSpansPayload').implement({
  description: 'What became of each span: added + unchanged + refused is the size of the batch.',
  fields: (t) => ({
    added: t.exposeInt('added', { description: 'Are here now.' }),
    unchanged: t.exposeInt('unchanged', { description: 'Were here already with the same content.' }),
    refused: t.expose('refused', { type: [RefusedSpanRef], description: 'Each with its reason, in the order of the batch.' }),
  }),
});

const ImportSpansInput = builder.inputType('ImportSpansInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    spans: t.field({ type: ['JSON'], required: true, description: 'Each of the shape SpanInput; at most 1,000.' }),
  }),
});

builder.mutationField('importSpans', (t) =>
  t.field({
    type: ImportSpansPayload,
    description: 'Adds spans, each by itself: a bad one keeps no other out, and the same again changes nothing. For reviewers and above.',
    authScopes: { signedIn: true },
    errors: { types: [NotFound, Forbidden, InvalidInput] },
    args: { input: t.arg({ type: ImportSpansInput, required: true }) },
    resolve: (_root, { input }, { db, limits, signals, viewer }) => {
      const projectId = numberOf('Project', input.projectId);
      requireRole(viewer, projectId, 'REVIEWER', 'Project');
      return importSpans(db, { projectId, spans: input.spans, limits, signals });
    },
  }),
);

const SpansImportedRef = builder.objectRef<SpansImported>('SpansImported').implement({
  description: 'That spans have come: a hint to read the list again.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'How many since the last message; 0 when some may have been missed.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When this was told.' }),
  }),
});

builder.subscriptionField('spansImported', (t) =>
  t.field({
    type: SpansImportedRef,
    description: 'Tells when spans come into a project: the first at once, then at most every 250 ms.',
    authScopes: { signedIn: true },
    args: { projectId: t.arg.id({ required: true }) },
    subscribe: (_root, args, { signals, viewer }) => {
      const projectId = numberOf('Project', args.projectId);
      requireRole(viewer, projectId, 'VIEWER', 'Project');
      return watchImports(signals, { projectId });
    },
    resolve: (told) => told,
  }),
);
