import { isDeepStrictEqual } from 'node:util';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Abilities, connectAskable } from '../support/askable-client';
import { EVERYTHING_FEATURES, REFUSED_BY_THE_GATEWAY, TASKS_OF_CLIENTS } from '../support/everything-features';
import { type EverythingOverHttp, startEverything } from '../support/everything-over-http';
import { type Observations, observe } from '../support/observe-features';
import { serverProgram } from '../support/real-servers';
import { shimTransport } from '../support/shim-client';
import { eventually, openTestHouse, type TestHouse } from '../support/test-house';

const WAYS = ['stdio', 'streamableHttp', 'sse'] as const;
type Way = (typeof WAYS)[number];
type Door = 'http' | 'stdio';
const WAYS_IN: readonly (readonly [Way, Door])[] = [...WAYS.map((way) => [way, 'http'] as const), ['stdio', 'stdio']];

const ALL = { ...EVERYTHING_FEATURES, ...REFUSED_BY_THE_GATEWAY };
const ABILITIES = ['none', 'questions', 'tasks'] as const satisfies readonly Abilities[];
/** They depend on what a client declares. */
const TOOLS_FOR: Readonly<Record<Abilities, number>> = { none: 13, questions: 17, tasks: 19 };

let remote: readonly EverythingOverHttp[] = [];
let origins: Readonly<Record<'streamableHttp' | 'sse', string>>;
let house: TestHouse;
let seen: Readonly<Record<string, Compared>>;

beforeAll(async () => {
  remote = await Promise.all([startEverything('streamableHttp'), startEverything('sse')]);
  const [streamableHttp = '', sse = ''] = remote.map(({ origin }) => origin);
  origins = { streamableHttp, sse };
  const share = 'session' as const;
  house = await openTestHouse({
    servers: {
      stdio: { command: process.execPath, args: [serverProgram('everything'), 'stdio'], share },
      streamableHttp: { url: `${streamableHttp}/mcp`, share },
      sse: { url: `${sse}/sse`, transport: 'sse', share },
    },
  });
  // At once, since most of the time is spent waiting for the server's clocks.
  const compared = WAYS_IN.map(async ([way, door]) => [`${way} ${door}`, await compare(way, door)] as const);
  seen = Object.fromEntries(await Promise.all(compared));
});

afterAll(async () => {
  await house?.stop();
  await Promise.all(remote.map((server) => server.stop()));
});

function direct(way: Way): Transport {
  switch (way) {
    case 'stdio': {
      const args = [serverProgram('everything'), 'stdio'];
      return new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' });
    }
    case 'streamableHttp':
      return new StreamableHTTPClientTransport(new URL(`${origins[way]}/mcp`)) as Transport;
    case 'sse':
      return new SSEClientTransport(new URL(`${origins[way]}/sse`));
  }
}

function throughGateway(way: Way, door: Door): Transport {
  const { key, house: gateway } = house;
  if (door === 'stdio') return shimTransport({ path: gateway.addresses.socket, key, server: way });
  const requestInit = { headers: { authorization: `Bearer ${key}` } };
  return new StreamableHTTPClientTransport(new URL(house.url(`/servers/${way}/mcp`)), { requestInit }) as Transport;
}

/** The published server tells old messages again when a stream breaks off, so a difference counts that is there twice. */
async function compare(way: Way, door: Door, isSecond = false): Promise<Compared> {
  const both = [observe(direct(way), ALL), observe(throughGateway(way, door), ALL)] as const;
  const [straight, carried] = await Promise.all(both);
  const isAlike = Object.keys(EVERYTHING_FEATURES).every((name) => isDeepStrictEqual(carried[name], straight[name]));
  return isAlike || isSecond ? { straight, carried } : compare(way, door, true);
}

interface Compared {
  readonly straight: Observations;
  readonly carried: Observations;
}

describe.each(WAYS_IN)('the everything-server over %s, for a client over %s', (way, door) => {
  const straightAndCarried = () => seen[`${way} ${door}`]!;

  it.each(Object.keys(EVERYTHING_FEATURES))('shows the same through the gateway: %s', (name) => {
    const { straight, carried } = straightAndCarried();
    expect(straight[name]).not.toHaveProperty('failed');
    expect(carried[name]).toEqual(straight[name]);
  });

  // The gateway knows what the server lists: a wrong name costs the server nothing, and the protocol has an error for it.
  it('differs on purpose: a tool that there is not', () => {
    const { straight, carried } = straightAndCarried();
    expect(straight['a tool that there is not']).toMatchObject({ isError: true });
    expect(carried['a tool that there is not']).toMatchObject({ error: { code: -32_602 } });
  });

  // Arguments are checked before anybody is asked for approval, with words of our own.
  it('differs on purpose: arguments that do not fit', () => {
    for (const one of Object.values(straightAndCarried()))
      expect(one['arguments that do not fit']).toMatchObject({ isError: true });
  });

  // A task of somebody else and no task at all must look alike, so the server is not asked.
  it('differs on purpose: a task that there is not', () => {
    for (const one of Object.values(straightAndCarried()))
      expect(one['a task that there is not']).toMatchObject({ error: { code: -32_602 } });
  });
});

describe('the everything-server for clients of different abilities', () => {
  it.each(WAYS)('over %s offers each as many tools as it would directly', async (way) => {
    for (const able of ABILITIES) {
      for (const transport of [direct(way), throughGateway(way, 'http')]) {
        const client = await connectAskable(transport, able);
        await eventually(async () => (await client.sdk.listTools()).tools.length === TOOLS_FOR[able], 3_000);
        await client.sdk.close();
      }
    }
  });

  it.each(WAYS)('over %s asks one that answers with tasks', async (way) => {
    const [straight, carried] = await Promise.all(
      [direct(way), throughGateway(way, 'http')].map((transport) => observe(transport, TASKS_OF_CLIENTS, 'tasks')),
    );
    expect(JSON.stringify(straight)).not.toContain('failed');
    expect(carried).toEqual(straight);
  });
});
