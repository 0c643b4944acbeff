import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Config } from '../config.ts';
import { outOfBounds, tooLarge } from './bounds.ts';

/** How an operation came in. Subscriptions need one that can bring more than one answer. */
export type Transport = 'http' | 'sse' | 'ws';

export interface Params {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
}

export interface Prepared {
  text: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

export type Prepare = (params: Params, transport: Transport) => Prepared | { errors: readonly GraphQLError[] };

/** The one way from what somebody sent to what is executed, for HTTP, SSE and WebSocket alike, so that no transport lets
 * through what another refuses. Parsing and validating (151 µs) is kept by the document's text. */
export function makePrepare(
  schema: GraphQLSchema,
  { document: bounds, introspection }: Pick<Config, 'document' | 'introspection'>,
): Prepare {
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  // Bounded by characters and not by entries only: whoever sends thousands of large documents cannot fill the memory.
  const cache = new LRUCache<string, DocumentNode | readonly GraphQLError[]>({
    max: 2_000,
    maxSize: 1024 * 1024,
    sizeCalculation: (_value, text) => text.length + 1,
  });

  const checked = (text: string): DocumentNode | readonly GraphQLError[] => {
    const known = cache.get(text);
    if (known) return known;
    const result = check(text);
    cache.set(text, result);
    return result;
  };

  const check = (text: string): DocumentNode | readonly GraphQLError[] => {
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: Math.ceil(bounds.bytes / 4) });
    } catch (error) {
      return [error instanceof GraphQLError ? coded(error, 'GRAPHQL_PARSE_FAILED') : tooLarge('The document cannot be read.')];
    }
    const invalid = validate(schema, document, rules, { maxErrors: 10 });
    if (invalid.length > 0) return invalid.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
    const error = outOfBounds(document, bounds);
    return error ? [error] : document;
  };

  return ({ query, operationName, variables }, transport) => {
    if (typeof query !== 'string') return badRequest('“query” must be a string.');
    if (operationName != null && typeof operationName !== 'string') return badRequest('“operationName” must be a string.');
    if (variables != null && (typeof variables !== 'object' || Array.isArray(variables)))
      return badRequest('“variables” must be an object.');
    if (Buffer.byteLength(query) > bounds.bytes) return { errors: [tooLarge(`The document is too large: at most ${bounds.bytes} bytes.`)] };

    const document = checked(query);
    if (!('kind' in document)) return { errors: document };
    const operation = getOperationAST(document, operationName);
    if (!operation)
      return {
        errors: [
          new GraphQLError('Which operation? “operationName” must name one of the document.', {
            extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
          }),
        ],
      };
    if (operation.operation === OperationTypeNode.SUBSCRIPTION && transport === 'http') {
      return badRequest('A subscription needs a WebSocket (graphql-transport-ws), or the header “Accept: text/event-stream”.');
    }
    return { text: query, document, operation, operationName: operationName ?? undefined, variables: { ...variables } };
  };
}

/** No well-formed request, whatever its document says. */
const badRequest = (message: string) => ({ errors: [new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })] });

/** The same error with a code for programs. */
const coded = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, { source: error.source, positions: error.positions, nodes: error.nodes, extensions: { code } });
