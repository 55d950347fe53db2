import { GatewayError, UpstreamRpcError } from '../../../shared/errors/gateway-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import { asRpcMessage, type RpcError } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import { ConnectionLost } from './connection-lost';

const REFUSED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'EADDRNOTAVAIL']);
const NO_NAME = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA']);
const TLS = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_OSSL|EPROTO|HOSTNAME_MISMATCH)/;

const UNREACHABLE: ReadonlySet<ErrorCode> = new Set(['connection_failed', 'dns_failed', 'tls_failed']);

export interface Endpoint {
  readonly server: ServerName;
  /** The address as people may see it. */
  readonly shownUrl: string;
}

/** The HTTP status that a transport’s error carries, if it is about one. */
export function httpStatusOf(failure: unknown): number | undefined {
  const { status, data, code } = (failure ?? {}) as { status?: unknown; data?: { status?: unknown }; code?: unknown };
  // SseError keeps the status as its code; the older POST of HTTP+SSE only writes it into the message.
  const found = [status, data?.status, code].find(
    (it): it is number => typeof it === 'number' && it >= 100 && it < 600,
  );
  if (found !== undefined) return found;
  const written = failure instanceof Error ? /\(HTTP (\d{3})\)/.exec(failure.message)?.[1] : undefined;
  return written === undefined ? undefined : Number(written);
}

/** The JSON-RPC error in the body of an HTTP error answer, if it holds one. */
export function rpcErrorOf(failure: unknown): RpcError | undefined {
  const { text, data } = (failure ?? {}) as { text?: unknown; data?: { text?: unknown } };
  const body = typeof text === 'string' ? text : data?.text;
  if (typeof body !== 'string') return undefined;
  try {
    const message = asRpcMessage(JSON.parse(body));
    return message !== undefined && 'error' in message ? message.error : undefined;
  } catch {
    return undefined;
  }
}

/** Gives a transport’s failure its code and says where it happened; `ConnectionLost` when the request may have arrived. */
export function toHttpFailure(endpoint: Endpoint, failure: unknown): Error {
  if (failure instanceof GatewayError || failure instanceof ConnectionLost || failure instanceof UpstreamRpcError) {
    return failure;
  }
  const status = httpStatusOf(failure);
  if (status !== undefined) return statusFailure(endpoint, status, failure);
  if (isNonsense(failure)) {
    return fail(endpoint, 'protocol_violated', `answered at ${endpoint.shownUrl} with no MCP message`, failure);
  }
  const code = networkFailure(failure);
  if (code === undefined) return new ConnectionLost(`broke off (${reasonOf(failure)})`, true, { cause: failure });
  return fail(endpoint, code, `cannot be reached at ${endpoint.shownUrl}: ${reasonOf(failure)}`, failure);
}

/** Whether the network failed; a token that is missing, for one, says nothing about it. */
export function isUnreachable(failure: Error): boolean {
  return failure instanceof GatewayError && UNREACHABLE.has(failure.code);
}

/** A configured address, its references unresolved, without name, password and query. */
export function publicUrl(configured: string): string {
  return configured.replace(/[?#].*$/s, '').replace(/^(https?:\/\/)[^/]*@/i, '$1');
}

function statusFailure(endpoint: Endpoint, status: number, failure: unknown): GatewayError {
  const where = endpoint.shownUrl;
  if (status === 401)
    return fail(endpoint, 'discovery_unauthorized', `wants a sign-in: ${where} answered 401`, failure);
  if (status === 403) return fail(endpoint, 'discovery_unauthorized', `forbids it: ${where} answered 403`, failure);
  return fail(endpoint, 'connection_failed', `cannot be used: ${where} answered HTTP ${status}`, failure);
}

function fail(endpoint: Endpoint, code: ErrorCode, what: string, cause: unknown): GatewayError {
  const detail = { server: endpoint.server, url: endpoint.shownUrl };
  return new GatewayError(code, `${endpoint.server} ${what}`, detail, { cause });
}

function isNonsense(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false;
  return /^(?:SyntaxError|\$?ZodError)$/.test(failure.name) || failure.message.startsWith('Unexpected content type');
}

/** Set when the server certainly saw nothing of the request. */
function networkFailure(failure: unknown): ErrorCode | undefined {
  for (const cause of causesOf(failure)) {
    const code = (cause as { code?: unknown }).code;
    if (typeof code !== 'string') continue;
    if (REFUSED.has(code)) return 'connection_failed';
    if (NO_NAME.has(code)) return 'dns_failed';
    if (TLS.test(code)) return 'tls_failed';
  }
  return undefined;
}

function reasonOf(failure: unknown): string {
  const causes = causesOf(failure);
  const innermost = causes.at(-1);
  const code = causes.map((cause) => (cause as { code?: unknown }).code).find((it) => typeof it === 'string');
  const message = innermost instanceof Error ? innermost.message : String(innermost);
  return (message === '' ? String(code ?? 'unknown cause') : message).slice(0, 300);
}

function causesOf(failure: unknown): readonly object[] {
  const causes: object[] = [];
  let next: unknown = failure;
  while (typeof next === 'object' && next !== null && causes.length < 8) {
    causes.push(next);
    const { cause, errors } = next as { cause?: unknown; errors?: unknown };
    next = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return causes;
}
