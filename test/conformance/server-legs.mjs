import { randomBytes } from 'node:crypto';
import { makeKey, startTemporaryGateway } from '../../scripts/temporary-gateway.mjs';
import { startForwarder } from './add-key.mjs';
import { startFixture, stdioFixture } from './start-fixture.mjs';
import { startRedis } from './start-redis.mjs';

const LEGACY = '2025-11-25';
const MODERN = '2026-07-28';

/** Starts these one after the other; what was started is stopped in reverse, also when a later one does not start. */
async function startAll(...starts) {
  const started = [];
  const stop = async () => {
    for (const one of started.reverse()) await one.stop();
  };
  try {
    for (const start of starts) started.push(await start(started.at(-1)));
  } catch (failure) {
    await stop();
    throw failure;
  }
  return { last: started.at(-1), stop };
}

const direct = async () => {
  const fixture = await startFixture('http.mjs');
  return { url: fixture.url, stop: fixture.stop };
};

/** The suite in front of a gateway with one server; `path` is what the suite talks to. */
const behindGateway =
  ({ server, fixture, path = '/servers/fixture/mcp' }) =>
  async () => {
    const { last, stop } = await startAll(
      ...(fixture === undefined ? [] : [() => startFixture(...fixture)]),
      (upstream) =>
        startTemporaryGateway({ servers: { fixture: { ...server, ...(upstream && { url: upstream.url }) } } }),
      ({ mcp, key }) => startForwarder({ to: mcp, key }),
    );
    return { url: `${last.url}${path}`, stop };
  };

/** The suite in front of two gateways that share a cache and each get every second request; a stdio server runs at each. */
const behindTwoGateways = (server) => async () => {
  const gateway = {
    servers: { fixture: server },
    key: makeKey(),
    env: { SECURE_MCP_GATEWAY_MASTER_KEY: randomBytes(32).toString('base64') },
  };
  const gateways = [];
  const start = async ({ redisPort }) => {
    const cache = { provider: { use: 'redis', options: { port: redisPort } } };
    const one = await startTemporaryGateway({ ...gateway, cache });
    gateways.push(one.mcp);
    return { ...one, redisPort };
  };
  const { last, stop } = await startAll(startRedis, start, start, ({ key }) => startForwarder({ to: gateways, key }));
  return { url: `${last.url}/servers/fixture/mcp`, stop };
};

/** The same with one server for both, where a client of either must hear what somebody did at the other. */
async function behindTwoGatewaysOverHttp() {
  const fixture = await startFixture('http.mjs');
  const { url, stop } = await behindTwoGateways({ url: fixture.url })().catch(async (failure) => {
    await fixture.stop();
    throw failure;
  });
  return { url, stop: () => stop().finally(() => fixture.stop()) };
}

/**
 * What the suite is pointed at, as a server. The first is the fixture itself; in front of all others is a gateway, and
 * they are named after the server behind it, in each revision that the suite speaks to them.
 */
export const SERVER_LEGS = [
  { name: 'direct', revisions: [LEGACY, MODERN], open: direct },
  { name: 'http', revisions: [LEGACY, MODERN], open: behindGateway({ fixture: ['http.mjs'], server: {} }) },
  {
    name: 'stdio',
    revisions: [LEGACY, MODERN],
    open: behindGateway({ server: { ...stdioFixture('stdio.mjs'), share: 'session' } }),
  },
  {
    name: 'modern-http',
    revisions: [LEGACY],
    open: behindGateway({ fixture: ['http.mjs', ['--modern']], server: { era: 'modern' } }),
  },
  {
    name: 'modern-stdio',
    revisions: [LEGACY],
    open: behindGateway({ server: { ...stdioFixture('stdio.mjs', ['--modern']), era: 'modern' } }),
  },
  {
    name: 'legacy-http',
    revisions: [LEGACY, MODERN],
    open: behindGateway({ fixture: ['legacy-http.mjs'], server: { era: 'legacy' } }),
  },
  {
    name: 'legacy-stdio',
    revisions: [LEGACY, MODERN],
    open: behindGateway({ server: { ...stdioFixture('legacy-stdio.mjs'), era: 'legacy', share: 'session' } }),
  },
  {
    name: 'aggregate',
    revisions: [LEGACY, MODERN],
    open: behindGateway({ fixture: ['http.mjs'], server: {}, path: '/mcp' }),
  },
  {
    name: 'two-gateways',
    revisions: [LEGACY],
    open: behindTwoGateways({ ...stdioFixture('stdio.mjs'), share: 'session' }),
  },
  { name: 'two-gateways', revisions: [MODERN], open: behindTwoGatewaysOverHttp },
];
