import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listSegments } from '../../main/gateway/activity/segments';
import { createGatewayKey } from '../../main/gateway/ports/gateway-key';
import type { ActivityLine } from '../../shared/model/activity-line';
import type { GatewayAddresses } from '../../shared/model/status';
import { until } from '../electron-host/until';
import { connectClient, type McpClient } from './mcp-clients';
import { firstConfig, type TestHouseOptions } from './test-house';

/** A data directory with a configuration, and what a program that uses it sees of an environment. */
export interface DesktopData {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where the gateway that runs with it can be reached. */
  addresses(): Promise<GatewayAddresses>;
  client(path?: string): Promise<McpClient>;
  /** What was recorded so far. */
  record(): Promise<readonly ActivityLine[]>;
  remove(): Promise<void>;
}

/** So that the console does not take the gateway for one that nobody has set up, and welcome whoever looks at it. */
const SPARE = { spare: { url: 'http://127.0.0.1:9/mcp', enabled: false } };

/** Makes one; the ports are chosen by the system. */
export async function prepareDesktopData({
  servers = SPARE,
  ...options
}: Pick<TestHouseOptions, 'servers' | 'config'>): Promise<DesktopData> {
  const folder = await mkdtemp(join(tmpdir(), 'smg-desktop-'));
  const root = join(folder, 'data');
  const key = createGatewayKey();
  const config = { listen: { mcpPort: 0, adminPort: 0 }, ...options.config };
  const env = { HOME: folder, SECURE_MCP_GATEWAY_HOME: root, TERM: 'dumb' };
  await mkdir(root, { mode: 0o700 });
  await writeFile(join(root, 'config.json'), JSON.stringify(firstConfig(key, { servers, config })), { mode: 0o600 });
  const addresses = async (): Promise<GatewayAddresses> => {
    const facts = await until('the gateway to say where it is', () => readRuntime(root));
    return facts.addresses;
  };
  return {
    root,
    env,
    addresses,
    async client(path = '/mcp') {
      const { mcp } = await addresses();
      return connectClient('legacy', { url: mcp.replace(/\/mcp$/, path), key: key.text });
    },
    record: () => readRecord(root),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function readRecord(root: string): Promise<readonly ActivityLine[]> {
  const segments = await listSegments(join(root, 'activity'));
  const texts = await Promise.all(segments.map(({ path }) => readFile(path, 'utf8')));
  return texts
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ActivityLine);
}

async function readRuntime(root: string): Promise<{ readonly addresses: GatewayAddresses } | undefined> {
  try {
    return JSON.parse(await readFile(join(root, 'run/gateway.json'), 'utf8')) as { addresses: GatewayAddresses };
  } catch {
    return undefined;
  }
}
