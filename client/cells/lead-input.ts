import type { Column } from '../app/dataset.tsx';

/** What applications usually call what somebody asked. The other inputs are what the answer had to go by: passages, settings, who asks. */
const asked = /^(user_|customer_)?(question|query|message|messages|prompt|request|input)$/;

/** The input by which people know a row: what was asked, where a column is called so, else the first that is no label. */
export function leadInput<T extends Pick<Column, 'key' | 'role' | 'type'>>(columns: readonly T[]): T | undefined {
  const inputs = columns.filter(({ role, type }) => role === 'INPUT' && type !== 'LABEL');
  return inputs.find(({ key }) => asked.test(key)) ?? inputs[0];
}
