import { parseArgs } from 'node:util';
import { PRODUCT } from '../../shared/product';
import { serveAlone } from '../serve-alone';

// What stdio clients start where no Node is: scripts/build-shim.mjs makes one executable of it. It is CommonJS there.

const OPTIONS = {
  'data-dir': { type: 'string' },
  server: { type: 'string' },
  client: { type: 'string' },
  desktop: { type: 'string' },
  version: { type: 'boolean' },
} as const;

const { env, stdin, stdout, stderr } = process;
const say = (text: string): void => void stderr.write(`secure-mcp-gateway-stdio: ${text}\n`);

async function run(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.version === true) {
    stdout.write(`${PRODUCT.version}\n`);
    return 0;
  }
  const { server, client, desktop, 'data-dir': dataDirectory } = values;
  return serveAlone({
    ...(dataDirectory === undefined ? {} : { dataDirectory }),
    server,
    client,
    desktop,
    env,
    stdin,
    stdout,
    say,
  });
}

// A client that closes our output while we run is no reason to fall.
for (const stream of [stdout, stderr]) stream.on('error', () => undefined);

run()
  .catch((failure: unknown) => {
    say(failure instanceof Error ? failure.message : String(failure));
    return 2;
  })
  .then((code) => stdout.write('', () => process.exit(code)))
  .catch(() => process.exit(1));
