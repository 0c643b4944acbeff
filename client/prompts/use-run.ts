import { useCallback, useEffect, useReducer, useRef } from 'react';
import { createRequest, useClient, type CombinedError } from 'urql';
import { useProject } from '../app/project.tsx';
import { connectionState, onConnection } from '../graphql/connection.ts';
import { graphql, type Json } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import type { PromptContent } from './content.ts';
import { noRun, runReducer } from './run-state.ts';

const RunPrompt_parts = graphql(`
  subscription RunPrompt_parts($input: RunPromptInput!) {
    runPrompt(input: $input) {
      text
      failure
      message
      answer {
        text
        toolCalls {
          name
          arguments
        }
        finish
        tokensIn
        tokensOut
        latencyMs
        attempts
        cost
        cached
      }
    }
  }
`);

let runs = 0;

const problemOf = (error: CombinedError): string =>
  error.networkError && error.graphQLErrors.length === 0 ? 'The connection dropped. What came so far is below.' : failureText(error);

/** Runs a prompt and follows its answer. Leaving the page ends the run, and so does a connection that drops: the socket would
 * ask again when it is back, and each asking costs money. */
export function useRun() {
  const client = useClient();
  const { id: projectId } = useProject();
  const [run, dispatch] = useReducer(runReducer, noRun);
  const leave = useRef<() => void>(() => undefined);

  const stop = useCallback(() => {
    leave.current();
    dispatch({ kind: 'stop' });
  }, []);

  const start = useCallback(
    (content: PromptContent, values: Record<string, Json>) => {
      leave.current();
      dispatch({ kind: 'start', at: Date.now() });
      const request = createRequest(RunPrompt_parts, { input: { projectId, content, values } });
      // A key of its own: two runs of the same are two runs.
      const own = { ...request, key: (request.key + 0x9e3779b9 + ++runs) >>> 0 };
      let over = false;
      const end = () => {
        if (over) return;
        over = true;
        unfollow();
        // Not before the source is there: it may end while it begins.
        queueMicrotask(() => subscription.unsubscribe());
      };
      const subscription = client.executeSubscription(own).subscribe(({ data, error, hasNext }) => {
        if (over) return;
        if (error) {
          dispatch({ kind: 'broken', problem: problemOf(error) });
          return end();
        }
        // The last message is told once more when the stream is over.
        if (!hasNext) {
          dispatch({ kind: 'ended' });
          return end();
        }
        if (!data?.runPrompt) return;
        dispatch({ kind: 'part', part: data.runPrompt, at: Date.now() });
        if (data.runPrompt.answer || data.runPrompt.failure) end();
      });
      const unfollow = onConnection(() => {
        if (connectionState() === 'online') return;
        dispatch({ kind: 'broken', problem: 'The connection dropped. What came so far is below.' });
        end();
      });
      leave.current = end;
    },
    [client, projectId],
  );

  useEffect(() => () => leave.current(), []);
  return { run, start, stop };
}
