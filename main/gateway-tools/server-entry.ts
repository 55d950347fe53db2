import { GatewayError } from '../../shared/errors/gateway-error';
import type { UpstreamServer } from '../../shared/config/upstream-server';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import { redact } from '../../shared/text/redact';
import type { Catalog } from '../gateway/catalog/catalog';
import { configuredDescription } from '../gateway/catalog/configured-description';
import type { Phase } from '../gateway/ports/guardrail';
import type { GatewayToolCall } from '../gateway/ports/gateway-tool';
import { panelFor } from '../gateway/stages/panel-for';
import { catalogOf } from '../gateway/stages/route';

/** The catalog of the caller, and a check that a server is one it may see. */
export function catalogFor({ request, runtime }: GatewayToolCall): Catalog {
  return catalogOf(request, runtime);
}

export function visibleServers({ request }: GatewayToolCall): readonly string[] {
  return [...request.visitor.profile.servers];
}

export function requireServer(call: GatewayToolCall, server: string): string {
  const names = visibleServers(call);
  if (names.includes(server)) return server;
  throw new GatewayError(
    'unknown_server',
    `There is no server "${server}" here. Known: ${names.join(', ') || 'none'}`,
    {
      server,
    },
  );
}

/**
 * What a caller may know of a server: how it is reached with every value masked, and which guardrails look at it.
 * `tools` are those that passed the judges; definitions that nobody judged are not shown.
 */
export async function serverEntry(call: GatewayToolCall, server: string, tools: unknown = []): Promise<JsonObject> {
  const { configId } = call.request.visitor.profile;
  const settings = call.runtime.config.configs[configId]?.servers[server];
  if (settings === undefined)
    throw new GatewayError('unknown_server', `There is no server "${server}" here`, { server });
  return {
    server_name: server,
    description: await judgedDescription(call, server, settings),
    config: maskedConfig(settings),
    tools,
    enable_server_info_validation: policy(call, 'server', server)['enabled'],
    tool_guardrails_policy: policy(call, 'listing', server),
    input_guardrails_policy: policy(call, 'input', server),
    output_guardrails_policy: policy(call, 'output', server),
    has_cached_tools: areKnown(call, server),
    tools_source: toolsSource(call, server, settings),
  };
}

/** Where the tools of a server come from: its configuration, what it said before, or nowhere yet. */
export function toolsSource(
  call: GatewayToolCall,
  server: string,
  settings: UpstreamServer | undefined,
): 'config' | 'cache' | 'needs_discovery' {
  if (settings !== undefined && settings.tools.length > 0) return 'config';
  return areKnown(call, server) ? 'cache' : 'needs_discovery';
}

const areKnown = (call: GatewayToolCall, server: string): boolean =>
  catalogFor(call).shelf(server)?.peek('tools') !== undefined;

/** What the configuration says about a server is shown to models, so it is judged like what the server says itself. */
async function judgedDescription(call: GatewayToolCall, server: string, settings: UpstreamServer): Promise<string> {
  const definition = configuredDescription(server, settings);
  if (definition === undefined) return '';
  const panel = panelFor('server', { visitor: call.request.visitor, server }, call.runtime);
  const judging = call.runtime.definitions.judge({ panel, method: 'initialize', name: server, definition });
  const judgement = await judging;
  if (judgement?.action === 'block' || judgement?.action === 'ask') return '';
  const said = judgement === undefined ? definition : judgement.content;
  return isJsonObject(said) && typeof said['description'] === 'string' ? said['description'] : '';
}

function policy(call: GatewayToolCall, phase: Phase, server: string): JsonObject {
  const panel = panelFor(phase, { visitor: call.request.visitor, server }, call.runtime);
  const decided = [...panel.policy.detectors].flatMap(([name, { decisions }]) => {
    const isRun = panel.guardrails.some(({ wanted }) => wanted?.has(name));
    return isRun ? [[name, decisions[phase].action] as const] : [];
  });
  return {
    enabled: panel.guardrails.length > 0,
    mode: panel.policy.mode,
    guardrails: panel.guardrails.map(({ entry }) => entry.name),
    detectors: Object.fromEntries(decided),
  };
}

/** Models see which variables and headers a server has, never a character of their values. */
function maskedConfig(settings: UpstreamServer): JsonObject {
  if ('url' in settings) {
    const { origin, pathname } = new URL(settings.url);
    const path = pathname.split('/').map((part) => (looksRandom(part) ? MASK : part));
    return { url: `${origin}${path.join('/')}`, headers: masked(settings.headers) };
  }
  if ('bundled' in settings) return { bundled: settings.bundled };
  return { command: settings.command, args: settings.args.map(maskedArgument), env: masked(settings.env) };
}

const MASK = '****';

function masked(values: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.keys(values).map((name) => [name, MASK]));
}

/** Values of options that look like credentials, headers, URL queries, and texts that are credentials. */
function maskedArgument(argument: string, index: number, all: readonly string[]): string {
  const [, option, value] = /^(-{0,2}[\w.-]+)=(.*)$/s.exec(argument) ?? [];
  if (option !== undefined && isSecretOption(option)) return `${option}=${MASK}`;
  const before = all[index - 1] ?? '';
  if (before.startsWith('-') && isSecretOption(before) && !argument.startsWith('--')) return MASK;
  const isHeader = /^(?:-H|--headers?)$/.test(before) || /^--headers?$/.test(option ?? '');
  if (isHeader) return argument.replace(/:.*$/s, `: ${MASK}`);
  if (looksRandom(value ?? argument)) return option === undefined ? MASK : `${option}=${MASK}`;
  return redact(argument.replace(/([?&#][\w.~-]*=)[^&#\s]+/g, `$1${MASK}`));
}

const isSecretOption = (option: string): boolean =>
  /key|token|secret|passw|passphrase|pwd|auth|credential|cookie|session/i.test(option);

/** Long, without spaces, and of letters and digits in no order: what generators of credentials make. */
function looksRandom(text: string): boolean {
  return /^[A-Za-z0-9+_=~-]{20,}$/.test(text) && /[0-9]/.test(text) && /[A-Za-z]/.test(text);
}
