import { useEffect, useEffectEvent, useState } from 'react';
import { createRequest, useClient, type AnyVariables, type CombinedError, type TypedDocumentNode } from 'urql';

interface Feed<Data, Variables> {
  query: TypedDocumentNode<Data, Variables>;
  /** Name `after` (even as null) so that a dropped socket resumes behind the last message. */
  variables: Variables;
  pause?: boolean;
}

interface Follow<Data, Variables> extends Feed<Data, Variables> {
  onData(data: Data): void;
  onError?(error: CombinedError): void;
}

let followers = 0;

/**
 * Follows a subscription, telling each message exactly once (a hook that keeps only the newest would lose events). Each
 * caller has a subscription of its own: urql would join equal ones, and who joins late would miss the first message.
 */
export function useFeed<Data, Variables extends AnyVariables>({
  query,
  variables,
  pause = false,
  onData,
  onError,
}: Follow<Data, Variables>) {
  const client = useClient();
  const key = JSON.stringify(variables);
  const told = useEffectEvent(onData);
  const failed = useEffectEvent((error: CombinedError) => onError?.(error));

  useEffect(() => {
    if (pause) return undefined;
    const request = createRequest<Data, Variables>(query, JSON.parse(key) as Variables);
    const own = { ...request, key: (request.key + ++followers) >>> 0 };
    const { unsubscribe } = client.executeSubscription<Data, Variables>(own).subscribe(({ data, error }) => {
      if (data) told(data);
      if (error) failed(error);
    });
    return unsubscribe;
  }, [client, query, key, pause]);
}

/** The newest message of a subscription whose every message says all: sizes, slices, who is here. */
export function useLatest<Data, Variables extends AnyVariables>(
  feed: Feed<Data, Variables>,
): { data: Data | undefined; error: CombinedError | undefined } {
  const key = JSON.stringify(feed.variables);
  const [latest, setLatest] = useState<{ key: string; data?: Data; error?: CombinedError }>({ key });
  useFeed({
    ...feed,
    onData: (data) => setLatest({ key, data }),
    onError: (error) => setLatest((old) => ({ ...(old.key === key ? old : { key }), error })),
  });
  return latest.key === key ? { data: latest.data, error: latest.error } : { data: undefined, error: undefined };
}
