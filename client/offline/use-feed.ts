import { useEffect, useEffectEvent } from 'react';
import { useClient, type AnyVariables, type CombinedError, type TypedDocumentNode } from 'urql';

interface Feed<Data, Variables> {
  query: TypedDocumentNode<Data, Variables>;
  /** Name `after` (even as null) so that a dropped socket resumes behind the last message. */
  variables: Variables;
  pause?: boolean;
  onData(data: Data): void;
  onError?(error: CombinedError): void;
}

/** Follows a subscription, telling each message exactly once (a hook that keeps only the newest would lose events). */
export function useFeed<Data, Variables extends AnyVariables>({ query, variables, pause = false, onData, onError }: Feed<Data, Variables>) {
  const client = useClient();
  const key = JSON.stringify(variables);
  const told = useEffectEvent(onData);
  const failed = useEffectEvent((error: CombinedError) => onError?.(error));

  useEffect(() => {
    if (pause) return undefined;
    const { unsubscribe } = client.subscription(query, JSON.parse(key) as Variables).subscribe(({ data, error }) => {
      if (data) told(data);
      if (error) failed(error);
    });
    return unsubscribe;
  }, [client, query, key, pause]);
}
