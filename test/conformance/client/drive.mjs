// Plays the client that a scenario of the suite asks for; the address of the suite's server is the last argument.
// With `--gateway` the built gateway stands between the two.
import { randomBytes } from 'node:crypto';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { startTemporaryGateway } from '../../../scripts/temporary-gateway.mjs';
import { oauthFor } from './auth-settings.mjs';
import { playScenario } from './scenarios.mjs';
import { createPerson } from './sign-in.mjs';

const MODERN = '2026-07-28';
/** Less than the suite waits: it would end the shell around this program and leave the gateway behind. */
const PLAY_WITHIN_MS = 25_000;
const CAPABILITIES = { elicitation: { form: { applyDefaults: true } }, sampling: {}, roots: {} };

async function openWay(address, throughGateway) {
  if (!throughGateway) return { url: address, headers: {}, asPerson: (work) => work(), close: () => undefined };
  const oauth = oauthFor(scenario, JSON.parse(context));
  const gateway = await startTemporaryGateway({
    servers: { suite: { url: address, ...(oauth === undefined ? {} : { oauth }) } },
    // Given, so that no keychain is asked: that is another promise, and each time a program of its own.
    env: { SECURE_MCP_GATEWAY_MASTER_KEY: randomBytes(32).toString('base64') },
  });
  return {
    url: `${gateway.mcp}/servers/suite/mcp`,
    headers: { authorization: `Bearer ${gateway.key}` },
    asPerson: createPerson(gateway, 'suite'),
    async close() {
      if (process.env.SHOW_GATEWAY) process.stderr.write(gateway.output());
      await gateway.stop();
    },
  };
}

function makeClient(revision) {
  const mode = revision === MODERN ? { pin: MODERN } : 'legacy';
  const client = new Client(
    { name: 'conformance-driver', version: '1.0.0' },
    { capabilities: CAPABILITIES, versionNegotiation: { mode } },
  );
  // The suite looks at what is sent when the person accepts without changing anything.
  client.setRequestHandler('elicitation/create', ({ params }) => {
    const { properties = {} } = params.requestedSchema ?? {};
    return { action: 'accept', content: 'confirmed' in properties ? { confirmed: true } : {} };
  });
  client.setRequestHandler('sampling/createMessage', () => ({
    role: 'assistant',
    content: { type: 'text', text: 'Anything.' },
    model: 'none',
  }));
  client.setRequestHandler('roots/list', () => ({ roots: [] }));
  return client;
}

const { MCP_CONFORMANCE_SCENARIO: scenario, MCP_CONFORMANCE_CONTEXT: context = '{}' } = process.env;
const way = await openWay(process.argv.at(-1), process.argv.includes('--gateway'));
let client = makeClient(process.env.MCP_CONFORMANCE_PROTOCOL_VERSION);

async function connect() {
  // A client that was refused once is not connected again.
  client = makeClient(process.env.MCP_CONFORMANCE_PROTOCOL_VERSION);
  const options = { requestInit: { headers: way.headers } };
  await client.connect(new StreamableHTTPClientTransport(new URL(way.url), options));
}

async function play() {
  await way.asPerson(connect);
  await playScenario(scenario, { client, asPerson: way.asPerson }, JSON.parse(context));
}

const tooLate = new Promise((_done, fail) => {
  const giveUp = () => fail(new Error(`${scenario} was not over within ${PLAY_WITHIN_MS} ms`));
  setTimeout(giveUp, PLAY_WITHIN_MS).unref();
});

try {
  await Promise.race([play(), tooLate]);
} catch (failure) {
  process.stderr.write(`${failure.stack}\n`);
  process.exitCode = 1;
} finally {
  await client.close().catch(() => undefined);
  await way.close();
}
