import { parseArgs } from 'node:util';
import { PRODUCT } from '../../shared/product';
import type { DataChoice } from '../data-choice';
import { serveAlone } from '../serve-alone';

// What stdio clients start where no Node is: scripts/build-shim.mjs makes one executable of it. It is CommonJS there.

const OPTIONS = {
  'data-dir': { type: 'string' },
  server: { type: 'string' },
  client: { type: 'string' },
  desktop: { type: 'string' },
  /** For the packed desktop: becomes one of the programs that it needs beside itself. */
  program: { type: 'string' },
  /** For the uninstaller: serves nobody, and takes the gateway out of the clients that have it. */
  'disconnect-clients': { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

const { env, stdin, stdout, stderr } = process;
const say = (text: string): void => void stderr.write(`secure-mcp-gateway-stdio: ${text}\n`);

/** Resolves with the exit code; `undefined`: it goes on, and ends by itself. */
async function run(): Promise<number | undefined> {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.version === true) {
    stdout.write(`${PRODUCT.version}\n`);
    return 0;
  }
  if (values.program !== undefined) return becomeProgram(values.program);
  const { server, client, desktop, 'data-dir': dataDirectory } = values;
  const data = { env, ...(dataDirectory === undefined ? {} : { dataDirectory }) };
  if (values['disconnect-clients'] === true) return disconnectAll(data);
  return serveAlone({
    ...data,
    server,
    client,
    desktop,
    stdin,
    stdout,
    say,
  });
}

async function becomeProgram(name: string): Promise<undefined> {
  const { isShippedProgram, runShipped } = await import('../run-shipped');
  if (!isShippedProgram(name)) throw new Error(`There is no program ${name} in this one`);
  await runShipped(name);
}

async function disconnectAll(data: DataChoice): Promise<number> {
  const { disconnectClients } = await import('../disconnect-clients');
  const done = await disconnectClients(data);
  for (const { title, problem } of done) {
    stdout.write(problem === undefined ? `Disconnected ${title}\n` : `${title} is still connected: ${problem}\n`);
  }
  return done.some(({ problem }) => problem !== undefined) ? 1 : 0;
}

// A client that closes our output while we run is no reason to fall.
for (const stream of [stdout, stderr]) stream.on('error', () => undefined);

run()
  .catch((failure: unknown) => {
    say(failure instanceof Error ? failure.message : String(failure));
    return 2;
  })
  .then((code) => {
    if (code !== undefined) stdout.write('', () => process.exit(code));
  })
  .catch(() => process.exit(1));
