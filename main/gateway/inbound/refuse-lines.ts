import type { Readable, Writable } from 'node:stream';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject } from '../../../shared/model/json-rpc';
import { toRpcError } from '../stages/respond';
import { openLineStream } from './line-stream';

const MAX_LINE_BYTES = 16 * 1024 * 1024;

/**
 * Answers every request of a stdio client with why it cannot be served, so that the person sees the reason in the
 * client instead of a server that does not start. Resolves when the client leaves.
 */
export async function refuseLines(
  reason: string,
  { stdin, stdout }: { readonly stdin: Readable; readonly stdout: Writable },
) {
  const error = new GatewayError('unavailable', reason);
  error.correlationId = crypto.randomUUID();
  const stream = openLineStream({
    input: stdin,
    output: stdout,
    maxLineBytes: MAX_LINE_BYTES,
    onLine(line) {
      const id = requestIdIn(line);
      if (id !== undefined) stream.send({ jsonrpc: '2.0', id, error: toRpcError(error) });
    },
    onTooLong: () => undefined,
  });
  await stream.closed;
}

function requestIdIn(line: string): string | number | undefined {
  try {
    const message: unknown = JSON.parse(line);
    if (!isJsonObject(message) || typeof message['method'] !== 'string') return undefined;
    const { id } = message;
    return typeof id === 'string' || typeof id === 'number' ? id : undefined;
  } catch {
    return undefined;
  }
}
