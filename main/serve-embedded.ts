import type { StdioOptions } from './serve-stdio';
import { identityFrom, stdioCredentials } from './gateway/inbound/stdio-credentials';
import { serveLines } from './gateway/inbound/serve-lines';
import { openHouse } from './open-house';

/** Clients kill what they started about four seconds after they closed its input. */
const STOP_MS = 2_500;

/**
 * Runs a gateway inside the process of one stdio client. Other clients may join it over the socket while it lives.
 */
export async function serveEmbedded({ stdin, stdout, server, ...options }: StdioOptions): Promise<number> {
  const house = await openHouse({
    env: options.env,
    log: options.log,
    socketOnly: true,
    offerDefault: false,
    ...(options.headlessApprovals === undefined ? {} : { headlessApprovals: options.headlessApprovals }),
    ...(options.dataDirectory === undefined ? {} : { dataDirectory: options.dataDirectory }),
  });
  try {
    await serveLines({
      core: house.gateway,
      credentials: stdioCredentials(identityFrom(options.env)),
      face: server === undefined ? { kind: 'aggregate' } : { kind: 'server', server },
      input: stdin,
      output: stdout,
      maxLineBytes: house.gateway.current().config.listen.maxBodyBytes,
    });
    return 0;
  } finally {
    await house.stop(STOP_MS);
  }
}
