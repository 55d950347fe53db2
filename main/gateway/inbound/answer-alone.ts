import type { Readable, Writable } from 'node:stream';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { PRODUCT } from '../../../shared/product';
import { toRpcError } from '../stages/respond';
import { openLineStream } from './line-stream';

const MAX_LINE_BYTES = 16 * 1024 * 1024;

/**
 * For clients that show a server which refuses `initialize` without its reason: answers that, and everything else with
 * why there is nothing behind. Resolves when the client leaves.
 */
export async function answerAlone(
  reason: string,
  { stdin, stdout }: { readonly stdin: Readable; readonly stdout: Writable },
): Promise<void> {
  const error = new GatewayError('unavailable', reason);
  error.correlationId = crypto.randomUUID();
  const stream = openLineStream({
    input: stdin,
    output: stdout,
    maxLineBytes: MAX_LINE_BYTES,
    onLine(line) {
      const request = requestIn(line);
      if (request === undefined) return;
      const { id, method, params } = request;
      const result = method === 'initialize' ? initialized(params) : method === 'ping' ? {} : undefined;
      stream.send({ jsonrpc: '2.0', id, ...(result === undefined ? { error: toRpcError(error) } : { result }) });
    },
    onTooLong: () => undefined,
  });
  await stream.closed;
}

const initialized = (params: unknown): JsonObject => ({
  // Nothing is spoken in it but this and the reason.
  protocolVersion: isJsonObject(params) ? params['protocolVersion'] : undefined,
  capabilities: { tools: {} },
  serverInfo: { name: PRODUCT.name, title: PRODUCT.title, version: PRODUCT.version },
});

function requestIn(line: string) {
  try {
    const message: unknown = JSON.parse(line);
    if (!isJsonObject(message)) return undefined;
    const { id, method, params } = message;
    if (typeof method !== 'string' || (typeof id !== 'string' && typeof id !== 'number')) return undefined;
    return { id, method, params };
  } catch {
    return undefined;
  }
}
