import type { Exposure } from '../../../shared/config/gateway-config';
import type { ServerDescription, ServerName } from '../../../shared/model/server';

export interface AggregateFacts {
  readonly servers: ReadonlySet<ServerName>;
  readonly exposure: Exposure;
}

/**
 * How the aggregate presents itself: as the gateway, with what it can carry for every server. No server has to
 * be started to say so.
 */
export function aggregateDescription(
  { servers, exposure }: AggregateFacts,
  product: { readonly name: string; readonly title: string; readonly version: string },
): ServerDescription {
  const names = [...servers].join(', ');
  const lines = [
    `${product.title} stands in front of these MCP servers: ${names === '' ? 'none yet' : names}.`,
    'Every request and result is checked by policy; a refusal says why and what to do.',
  ];
  if (exposure !== 'gateway-tools') lines.push('Tools and prompts are named <server>__<name>.');
  if (exposure !== 'tools') {
    lines.push(
      'enkrypt_list_all_servers shows the servers and their tools; enkrypt_secure_call_tools calls several in one go.',
    );
  }
  return {
    era: 'legacy',
    protocolVersion: '2025-11-25',
    serverInfo: { name: product.name, title: product.title, version: product.version },
    capabilities: { tools: { listChanged: true }, prompts: { listChanged: true }, resources: { listChanged: true } },
    instructions: lines.join('\n'),
  };
}
