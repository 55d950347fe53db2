import type { RpcError } from '../model/json-rpc';
import { ERROR_CODES, type ErrorCode, type ErrorRow } from './codes';

export interface GatewayErrorDetail {
  readonly server?: string;
  readonly tool?: string;
  /** What else a reader needs: paths, limits, supported versions. Never a secret. */
  readonly [key: string]: unknown;
}

/** Any refusal or failure the gateway reports on purpose. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  /** Found again in the activity record and the log. */
  correlationId: string | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly detail: GatewayErrorDetail = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }

  get row(): ErrorRow {
    return ERROR_CODES[this.code];
  }
}

/** A JSON-RPC error that an upstream answered: a result to us, passed on unchanged. */
export class UpstreamRpcError extends Error {
  override readonly name = 'UpstreamRpcError';

  constructor(
    readonly error: RpcError,
    readonly server: string,
  ) {
    super(error.message);
  }
}

/** Gives every unknown throw a code, so nothing leaves the gateway unnamed. */
export function asGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  return new GatewayError('internal', 'An unexpected failure inside the gateway', {}, { cause: thrown });
}
