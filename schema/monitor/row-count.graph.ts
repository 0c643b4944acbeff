import { builder } from '../builder.ts';
import type { RowCount } from '../queue/count-rows.ts';

export const RowCountRef = builder.objectRef<RowCount>('RowCount').implement({
  description: 'How many there are.',
  fields: (t) => ({
    value: t.exposeInt('value', { description: 'The number; where it is not exact, there are at least so many.' }),
    exact: t.exposeBoolean('exact', { description: 'False where counting stopped at a bound.' }),
  }),
});
