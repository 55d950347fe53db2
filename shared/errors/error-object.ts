import type { Severity } from '../model/verdict';
import type { GatewayError } from './gateway-error';

/** The error object of tool results, REST answers and CLI output: one shape everywhere. */
export interface ErrorObject {
  readonly status: 'error';
  readonly error: {
    readonly code: string;
    readonly name: string;
    readonly message: string;
    readonly severity: Severity;
    readonly retryable: boolean;
    readonly correlation_id: string;
    /** ISO 8601, UTC. */
    readonly timestamp: string;
    readonly context: { readonly server_name?: string; readonly tool_name?: string; readonly operation?: string };
    readonly details: Readonly<Record<string, unknown>> & { readonly suggested_actions: readonly string[] };
  };
  readonly timestamp: string;
  readonly correlation_id: string;
}

/** What may be told to the caller: opaque errors keep their message to themselves. */
export function publicMessage(error: GatewayError): string {
  return error.row.exposure === 'public' ? error.message : 'The gateway could not complete this request';
}

/** Dresses an error for the wire. `at` is epoch milliseconds. */
export function toErrorObject(
  error: GatewayError,
  facts: { readonly correlationId: string; readonly at: number; readonly operation?: string },
): ErrorObject {
  const { server, tool, ...rest } = error.detail;
  const timestamp = new Date(facts.at).toISOString();
  return {
    status: 'error',
    error: {
      code: error.row.id,
      name: error.code,
      message: publicMessage(error),
      severity: error.row.severity,
      retryable: error.row.retryable,
      correlation_id: facts.correlationId,
      timestamp,
      context: {
        ...(server === undefined ? {} : { server_name: server }),
        ...(tool === undefined ? {} : { tool_name: tool }),
        ...(facts.operation === undefined ? {} : { operation: facts.operation }),
      },
      details: { ...(error.row.exposure === 'public' ? rest : {}), suggested_actions: [error.row.advice] },
    },
    timestamp,
    correlation_id: facts.correlationId,
  };
}
