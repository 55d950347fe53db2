import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Face } from '../../../shared/model/face';
import type { GatewayCore } from '../core';
import type { Credentials } from '../ports/auth-provider';
import { toRpcError } from '../stages/respond';
import { countRefusal } from './count-refusal';
import { LineConnection } from './line-connection';
import { openLineStream } from './line-stream';

const LAST_ANSWERS_MS = 1_000;

export interface ServeLinesNeeds {
  readonly core: GatewayCore;
  readonly credentials: Credentials;
  readonly face: Face;
  readonly input: Readable;
  readonly output: Writable;
  readonly maxLineBytes: number;
}

/** Serves one client on a pair of streams until it leaves. */
export async function serveLines({
  core,
  credentials,
  face,
  input,
  output,
  maxLineBytes,
}: ServeLinesNeeds): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const stream = openLineStream({
    input,
    output,
    maxLineBytes,
    onLine(line) {
      const handling = connection.receive(line).finally(() => underWay.delete(handling));
      underWay.add(handling);
    },
    onTooLong(bytes) {
      const error = new GatewayError('body_too_large', `A message has ${bytes} bytes; the limit is ${maxLineBytes}`);
      countRefusal(error, core.counters);
      stream.send({ jsonrpc: '2.0', id: null, error: toRpcError(error) });
    },
  });
  const connection = new LineConnection({ core, credentials, face, send: (message) => stream.send(message) });
  await stream.closed;
  // A client may close its side and still read: what it asked before is answered, if that is soon.
  if (!output.destroyed) await Promise.race([Promise.allSettled([...underWay]), sleep(LAST_ANSWERS_MS)]);
  connection.close();
  await Promise.allSettled(underWay);
}
