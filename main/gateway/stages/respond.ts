import { publicMessage, toErrorObject } from '../../../shared/errors/error-object';
import { asGatewayError, type GatewayError, UpstreamRpcError } from '../../../shared/errors/gateway-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import type { JsonObject, RpcError } from '../../../shared/model/json-rpc';
import type { Era, ServerDescription } from '../../../shared/model/server';
import type { ReceivedRequest, ShortenedRequest } from './request-states';

/** What goes back to the client, before the client’s era dresses it. */
export type Reply =
  | {
      readonly kind: 'result';
      readonly result: JsonObject;
      readonly era: Era;
      readonly description?: ServerDescription;
    }
  | { readonly kind: 'refusal-result'; readonly result: JsonObject; readonly cause: unknown }
  | { readonly kind: 'error'; readonly error: RpcError; readonly cause: unknown };

/** Turns what passed all judges into a result. */
export function respond({ answer }: ShortenedRequest): Reply {
  switch (answer.kind) {
    case 'result':
      return { kind: 'result', result: answer.result, era: answer.era };
    case 'listing':
      return {
        kind: 'result',
        result: { ...answer.page, [answer.list]: answer.items.map((item) => item.exposed) },
        era: answer.era,
      };
    case 'description':
      return { kind: 'result', result: {}, era: answer.description.era, description: answer.description };
  }
}

/** Refusals of `tools/call` that are protocol errors rather than something for the model to read. */
const PROTOCOL_ERRORS: ReadonlySet<ErrorCode> = new Set([
  'unknown_name',
  'unknown_server',
  'invalid_params',
  'header_mismatch',
  'cancelled',
]);

/**
 * Turns a refusal or failure into what the client can act on: `tools/call` gets a result with `isError` that the
 * model can read, everything else a JSON-RPC error. Errors of the server itself pass unchanged.
 */
export function refuse(received: ReceivedRequest, thrown: unknown): Reply {
  if (thrown instanceof UpstreamRpcError) return { kind: 'error', error: thrown.error, cause: thrown };
  const error = asGatewayError(thrown);
  // Several requests may have met one and the same error; each is told the id of its own record.
  const { correlationId } = received.trail;
  if (received.method === 'tools/call' && !PROTOCOL_ERRORS.has(error.code)) {
    return { kind: 'refusal-result', result: refusalResult(error, correlationId), cause: error };
  }
  return { kind: 'error', error: toRpcError(error, correlationId), cause: error };
}

/** Where the error object travels in `_meta` of a refused call and in `data` of a JSON-RPC error. */
export const ERROR_META_KEY = 'secure-mcp-gateway/error';

function refusalResult(error: GatewayError, correlationId: string): JsonObject {
  const text = `${publicMessage(error)} (${error.row.id}, correlation id ${correlationId}). ${error.row.advice}`;
  return {
    content: [{ type: 'text', text }],
    isError: true,
    _meta: { [ERROR_META_KEY]: toErrorObject(error, { correlationId, at: Date.now() }).error },
  };
}

/** A GatewayError as JSON-RPC error; `data` says that it is the gateway’s own. */
export function toRpcError(error: GatewayError, correlationId: string = error.correlationId ?? ''): RpcError {
  return {
    code: error.row.jsonRpc,
    message: publicMessage(error),
    data: {
      ...protocolData(error),
      [ERROR_META_KEY]: toErrorObject(error, { correlationId, at: Date.now() }).error,
    },
  };
}

/** Members that the MCP specification itself puts into `data` (2026-07-28, −32022). */
function protocolData(error: GatewayError): JsonObject {
  const { uri } = error.detail;
  if (error.code === 'unknown_name' && uri !== undefined) return { uri };
  if (error.code !== 'unsupported_protocol_version') return {};
  return { supported: error.detail['supported'], requested: error.detail['requested'] };
}
