import { notifications } from '@mantine/notifications';
import { useMutation } from 'urql';
import { outcome } from '../graphql/refusal.ts';
import { Slice_create } from './slice-documents.ts';

interface SliceOfRows {
  datasetId: string;
  rowIds: readonly string[];
  /** What the slice is called; with the moment behind it where the name is taken. */
  name: string;
}

/** Makes a slice of these very rows. Answers it, and null where that did not work out, which is said then. */
export function useSliceOfRows() {
  const [{ fetching }, create] = useMutation(Slice_create);

  async function make({ datasetId, rowIds, name }: SliceOfRows): Promise<{ id: string; name: string } | null> {
    const names = [name, `${name}, ${new Date().toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' })}`];
    for (const [at, one] of names.entries()) {
      const input = { datasetId, name: one.slice(-80), color: 'orange', filter: { rows: [...rowIds] } };
      const { done, refusal, problem } = outcome(await create({ input }), 'createSlice');
      if (done) return done.slice;
      if (refusal?.__typename === 'NameTaken' && at < names.length - 1) continue;
      notifications.show({ color: 'red', title: 'No slice was made', message: problem });
      return null;
    }
    return null;
  }
  return { make, fetching };
}
