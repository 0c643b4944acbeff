import { useEffect, useMemo } from 'react';
import { useMutation } from 'urql';
import { useConnection } from '../graphql/connection.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { useLatest } from '../offline/use-feed.ts';
import { clientId } from './client-id.ts';

const Presence_changed = graphql(`
  subscription Presence_changed($datasetId: ID!, $clientId: String!) {
    presence(datasetId: $datasetId, clientId: $clientId) {
      clientId
      rowId
      since
      user {
        id
        name
      }
    }
  }
`);

const Presence_openRow = graphql(`
  mutation Presence_openRow($input: OpenRowInput!) {
    openRow(input: $input) {
      __typename
    }
  }
`);

export type Here = ResultOf<typeof Presence_changed>['presence'][number];

/**
 * Makes this tab present in a dataset, tells the others which row it has open, and says who else is here. The list is
 * what the server says: when our own entry names another row than ours (after a reconnect), it is told again.
 */
export function usePresence(datasetId: string, rowId: string | null) {
  const connected = useConnection() === 'online';
  const { data } = useLatest({ query: Presence_changed, variables: { datasetId, clientId } });
  const [, openRow] = useMutation(Presence_openRow);
  const here = data?.presence;
  const told = here?.find((one) => one.clientId === clientId);
  const known = told !== undefined;
  const toldRow = told?.rowId ?? null;

  useEffect(() => {
    if (connected && known && toldRow !== rowId) void openRow({ input: { datasetId, clientId, rowId } });
  }, [connected, known, toldRow, rowId, datasetId, openRow]);

  return useMemo(() => {
    const others = (here ?? []).filter((one) => one.clientId !== clientId);
    const byRow = new Map<string, Here[]>();
    for (const one of others) if (one.rowId) byRow.set(one.rowId, [...(byRow.get(one.rowId) ?? []), one]);
    return { here: here ?? [], others, byRow };
  }, [here]);
}

/** Each person once, however many tabs they have; whoever has a row open counts as there. */
export function people(here: readonly Here[]): Here[] {
  const one = new Map<string, Here>();
  for (const entry of here) if (!one.get(entry.user.id)?.rowId) one.set(entry.user.id, entry);
  return [...one.values()].sort((a, b) => a.user.name.localeCompare(b.user.name));
}
