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
    // Each client is answered with the version that it asked for.
    protocolVersion: '',
    serverInfo: { name: product.name, title: product.title, version: product.version },
    capabilities: {
      tools: { listChanged: true },
      prompts: { listChanged: true },
      resources: { subscribe: true, listChanged: true },
      completions: {},
      logging: {},
    },
    instructions: lines.join('\n'),
  };
}

/** A server’s instructions may take this many characters of the aggregate’s, and all of them together this many. */
const MAX_PART = 4_000;
const MAX_ALL = 16_000;

/** Adds the servers’ own instructions, each under its server’s name, as long as there is room. */
export function withInstructions(
  description: ServerDescription,
  parts: readonly { readonly server: ServerName; readonly instructions: string }[],
): ServerDescription {
  let text = description.instructions ?? '';
  for (const { server, instructions } of parts) {
    const cut = instructions.length > MAX_PART ? `${instructions.slice(0, MAX_PART)}…` : instructions;
    const section = `\n\n## ${server}\n\n${cut}`;
    if (text.length + section.length > MAX_ALL) break;
    text += section;
  }
  return { ...description, instructions: text };
}
