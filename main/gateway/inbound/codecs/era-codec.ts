import type { JsonObject, RpcError, RpcId, RpcRequest } from '../../../../shared/model/json-rpc';
import type { Era } from '../../../../shared/model/server';
import type { Reply } from '../../stages/respond';

/** A request without what belongs to its hop: envelope and progress token. */
export interface DecodedRequest {
  readonly params: JsonObject;
  readonly progressToken?: RpcId;
  /** W3C Trace Context trace id, when the client sent one. */
  readonly traceId?: string;
}

export interface EncodeFacts {
  readonly method: string;
  /** What a legacy client may hear in answer to `initialize`. */
  readonly protocolVersion: string;
}

/** One era’s way of dressing requests and results. A new revision brings a codec and touches no policy. */
export interface EraCodec {
  readonly era: Era;
  /** Methods of this era that the gateway itself answers, or that this era does not have. */
  readonly absentMethods: ReadonlySet<string>;
  decode(request: RpcRequest): DecodedRequest;
  encodeResult(reply: Extract<Reply, { kind: 'result' | 'refusal-result' }>, facts: EncodeFacts): JsonObject;
  encodeError(error: RpcError): RpcError;
}

/** Takes members out of `_meta`; drops an `_meta` that becomes empty only because of it. */
export function withoutMeta(params: JsonObject, isDropped: (key: string) => boolean): JsonObject {
  const meta = params['_meta'];
  if (typeof meta !== 'object' || meta === null) return params;
  const entries = Object.entries(meta);
  const kept = entries.filter(([key]) => !isDropped(key));
  if (kept.length === entries.length) return params;
  const { _meta: dropped, ...rest } = params;
  return kept.length === 0 ? rest : { ...rest, _meta: Object.fromEntries(kept) };
}

/** The trace id of a `traceparent` value (W3C Trace Context §3.2); `undefined` when it is malformed. */
export function traceIdOf(traceparent: unknown): string | undefined {
  if (typeof traceparent !== 'string') return undefined;
  const match = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/.exec(traceparent);
  return match?.[1] === '0'.repeat(32) ? undefined : match?.[1];
}
