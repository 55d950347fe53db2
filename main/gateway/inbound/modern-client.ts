import { isJsonObject, type JsonObject, type RpcMessage, type RpcRequest } from '../../../shared/model/json-rpc';
import type { RequestClient } from '../stages/request-client';
import type { Visitor } from '../stages/request-states';
import { CAPABILITIES_META_KEY, CLIENT_INFO_META_KEY, LOG_LEVEL_META_KEY } from './codecs/modern-codec';

/** The client of one modern request, as its envelope describes it. It has no session and cannot be asked. */
export function modernClient(
  request: RpcRequest,
  visitor: Visitor,
  send: (message: RpcMessage) => void,
): RequestClient {
  const meta = isJsonObject(request.params?.['_meta']) ? request.params['_meta'] : {};
  const info = objectOr(meta[CLIENT_INFO_META_KEY]);
  const { name } = info;
  const { keyId, userId } = visitor.principal;
  return {
    era: 'modern',
    ...(typeof name === 'string' ? { name: name.slice(0, 200) } : {}),
    connecting: { keyId, userId, info, capabilities: objectOr(meta[CAPABILITIES_META_KEY]) },
    ...(meta[LOG_LEVEL_META_KEY] === undefined ? {} : { logLevel: meta[LOG_LEVEL_META_KEY] }),
    notify: send,
  };
}

const objectOr = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});
