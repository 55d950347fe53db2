import { PassThrough } from 'node:stream';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { joinGateway, type JoinOutcome } from '../../main/gateway/inbound/join-gateway';

/** The stdio shim in this process, as a transport of the SDK. */
export interface ShimTransport extends Transport {
  /** Resolves when the shim has ended, with why. */
  readonly ended: Promise<JoinOutcome>;
  /** Sends what need not be a message. */
  write(line: string): void;
}

export function shimTransport(needs: {
  readonly path: string;
  readonly key: string;
  readonly server?: string;
}): ShimTransport {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const { path, key, server } = needs;
  let rest = '';
  const transport: ShimTransport = {
    ended: joinGateway({ path, identity: { key }, server, stdin, stdout }),
    write: (line) => void stdin.write(`${line}\n`),
    start: () => Promise.resolve(),
    send: (message) => {
      stdin.write(`${JSON.stringify(message)}\n`);
      return Promise.resolve();
    },
    async close() {
      stdin.end();
      await transport.ended;
      transport.onclose?.();
    },
  };
  stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) transport.onmessage?.(JSON.parse(line) as never);
  });
  return transport;
}
