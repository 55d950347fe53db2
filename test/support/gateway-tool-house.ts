import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { JsonObject } from '../../shared/model/json-rpc';
import { fixture, openTestHouse, type TestHouse, textOf } from './test-house';

/** A secret that stands wherever a configuration can hold one. */
export const PLANTED = 'Wolpertinger7';

const SERVERS = {
  rec: { ...fixture('recording.mjs', { API_KEY: `${PLANTED}-env` }), description: 'Records.' },
  some: { ...fixture('recording.mjs'), tools: ['say', 'no-such-tool'] },
  args: {
    command: process.execPath,
    args: [
      '-e',
      'process.exit(1)',
      '--',
      `--token=${PLANTED}`,
      '--api-key',
      `-${PLANTED}`,
      '--header',
      `X-Custom: ${PLANTED}`,
      '-H',
      `Authorization: Bearer ${PLANTED}`,
      `--headers=X-Custom: ${PLANTED}`,
      `DB_PASSWORD=${PLANTED}`,
      `postgres://ada:${PLANTED}@db/x`,
      `https://host/x?k=${PLANTED}&v=${PLANTED}`,
      `${PLANTED}${PLANTED}`,
      '--verbose',
    ],
    env: { TOKEN: PLANTED },
  },
  web: {
    url: `http://ada:${PLANTED}@127.0.0.1:9/s/${PLANTED}${PLANTED}/mcp?key=${PLANTED}#${PLANTED}`,
    headers: { 'X-Secret': PLANTED, Authorization: `Bearer ${PLANTED}` },
  },
  off: { ...fixture('recording.mjs'), enabled: false },
};

export interface GatewayToolHouse {
  readonly house: TestHouse;
  readonly client: Client;
  call(name: string, args?: JsonObject): Promise<{ readonly data: JsonObject; readonly isError: boolean }>;
}

/** A gateway with two good servers, `rec` and `some`, two dead ones, `args` and `web`, and one that is off. */
export async function openGatewayToolHouse(): Promise<GatewayToolHouse> {
  const house = await openTestHouse({ servers: SERVERS });
  const client = await house.legacyClient();
  return {
    house,
    client,
    async call(name, args = {}) {
      const result = await client.callTool({ name, arguments: args });
      return { data: JSON.parse(textOf(result)) as JsonObject, isError: result.isError === true };
    },
  };
}
