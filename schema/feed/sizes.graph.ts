import { builder } from '../builder.ts';
import type { SizeGroup } from './group-sizes.ts';

export const SizeGroupRef = builder.objectRef<SizeGroup>('SizeGroup').implement({
  description: 'How many rows have these label values.',
  fields: (t) => ({
    key: t.field({ type: 'JSON', description: 'Values by column key; null where rows have none.', resolve: ({ key }) => key }),
    count: t.exposeInt('count', { description: 'Rows, exactly.' }),
  }),
});
