import { builder } from '../builder.ts';

export const RowStatus = builder.enumType('RowStatus', {
  description: 'Whether a row waits in the queue (EMPTY) or was settled (FILLED). Moved by filling and reopening alone.',
  values: ['EMPTY', 'FILLED'] as const,
});
