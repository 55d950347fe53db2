import type { JsonObject, RpcError, RpcId, RpcRequest } from '../../../../shared/model/json-rpc';
import type { Era } from '../../../../shared/model/server';
import type { Reply } from '../../stages/respond';
import type { TraceContext } from '../../tracing/trace-context';

/** A request without what belongs to its hop: envelope and progress token. */
export interface DecodedRequest {
  readonly params: JsonObject;
  readonly progressToken?: RpcId;
  /** The trace that it belongs to, when the client said so. */
  readonly trace?: TraceContext;
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
