/** JSON-RPC 2.0 as MCP uses it. Everything beyond these members passes through untouched. */
export type RpcId = string | number;

export type JsonObject = { readonly [key: string]: unknown };

export interface RpcRequest {
  readonly jsonrpc: '2.0';
  readonly id: RpcId;
  readonly method: string;
  readonly params?: JsonObject;
}

export interface RpcNotification {
  readonly jsonrpc: '2.0';
  readonly method: string;
  readonly params?: JsonObject;
}

export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

export interface RpcResultResponse {
  readonly jsonrpc: '2.0';
  readonly id: RpcId;
  readonly result: JsonObject;
}

export interface RpcErrorResponse {
  readonly jsonrpc: '2.0';
  /** `null` when the request's id could not be read (JSON-RPC 2.0 §5). */
  readonly id: RpcId | null;
  readonly error: RpcError;
}

export type RpcResponse = RpcResultResponse | RpcErrorResponse;
export type RpcMessage = RpcRequest | RpcNotification | RpcResponse;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isRequest(message: RpcMessage): message is RpcRequest {
  return 'method' in message && 'id' in message && message.id !== undefined;
}

export function isNotification(message: RpcMessage): message is RpcNotification {
  return 'method' in message && !('id' in message && message.id !== undefined);
}

/** Reads a parsed JSON value as one JSON-RPC message; `undefined` when it is none. */
export function asRpcMessage(value: unknown): RpcMessage | undefined {
  if (!isJsonObject(value) || value['jsonrpc'] !== '2.0') return undefined;
  const { id, method, params } = value;
  const idIsLegal = id === undefined || id === null || typeof id === 'string' || typeof id === 'number';
  if (!idIsLegal) return undefined;
  if (method !== undefined) {
    if (typeof method !== 'string' || id === null) return undefined;
    if (params !== undefined && !isJsonObject(params)) return undefined;
    return value as unknown as RpcMessage;
  }
  if (id === undefined) return undefined;
  const hasResult = isJsonObject(value['result']) && id !== null;
  const hasError = isJsonObject(value['error']) && typeof value['error']['code'] === 'number';
  return hasResult || hasError ? (value as unknown as RpcMessage) : undefined;
}
