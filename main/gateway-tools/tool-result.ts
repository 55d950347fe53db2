import { toErrorObject } from '../../shared/errors/error-object';
import { asGatewayError, UpstreamRpcError, GatewayError } from '../../shared/errors/gateway-error';
import type { JsonObject } from '../../shared/model/json-rpc';

/** Result of a gateway tool: the same data as text for models and as structured content for programs. */
export function toolResult(data: JsonObject, isError = false): JsonObject {
  return {
    content: [{ type: 'text', text: JSON.stringify(data) }],
    structuredContent: data,
    ...(isError ? { isError } : {}),
  };
}

/** The error object for one server or call inside a larger result; the id is that of the request’s record. */
export function errorData(thrown: unknown, operation: string, correlationId: string): JsonObject {
  const error =
    thrown instanceof UpstreamRpcError
      ? new GatewayError('tool_failed', thrown.error.message, {
          server: thrown.server,
          upstream_code: thrown.error.code,
        })
      : asGatewayError(thrown);
  return { ...toErrorObject(error, { correlationId, at: Date.now(), operation }) };
}
