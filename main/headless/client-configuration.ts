import type { GatewayAddresses } from '../../shared/model/status';

export interface ClientConfiguration {
  /** For clients that speak Streamable HTTP. */
  readonly http: unknown;
  /** For clients that start a program. */
  readonly stdio: unknown;
}

const PLACEHOLDER = '<your gateway key>';

/** What to paste into an MCP client's configuration; without a key, a placeholder says where it goes. */
export function clientConfiguration(facts: {
  readonly addresses: GatewayAddresses;
  readonly key: string | undefined;
  readonly ownCommand: readonly [string, ...string[]];
  /** Given when it is not the default place. */
  readonly dataDirectory: string | undefined;
}): ClientConfiguration {
  const { addresses, key = PLACEHOLDER, dataDirectory } = facts;
  const [command, ...words] = facts.ownCommand;
  const args = [...words, 'stdio', ...(dataDirectory === undefined ? [] : ['--data-dir', dataDirectory])];
  const entry = (value: unknown) => ({ mcpServers: { 'secure-mcp-gateway': value } });
  return {
    http: entry({ url: addresses.mcp, headers: { Authorization: `Bearer ${key}` } }),
    stdio: entry({ command, args, env: { ENKRYPT_GATEWAY_KEY: key } }),
  };
}
