import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import type { ListedItem } from '../gateway/catalog/catalog-types';
import { configuredDescription } from '../gateway/catalog/configured-description';
import { nameOf } from '../gateway/catalog/server-shelf';
import type { GatewayToolCall } from '../gateway/ports/gateway-tool';
import { guardFailure } from '../gateway/stages/guard-failure';
import { panelFor, settingsOf } from '../gateway/stages/panel-for';
import { catalogFor, toolsSource } from './server-entry';
import { errorData } from './tool-result';

/** One server’s tools after every check: what may be used, what is blocked and why. Never throws. */
export async function discoverServer(call: GatewayToolCall, server: string): Promise<JsonObject> {
  try {
    return await discover(call, server);
  } catch (thrown) {
    const { request, runtime } = call;
    const failure = await guardFailure(request, thrown, runtime);
    const blocked = failure instanceof GatewayError && failure.code === 'server_blocked';
    const violations = blocked ? { blocked: true, violations: [failure.message] } : {};
    return {
      ...errorData(failure, 'discover', request.trail.correlationId),
      server_name: server,
      tools: [],
      ...violations,
    };
  }
}

async function discover(call: GatewayToolCall, server: string): Promise<JsonObject> {
  const catalog = catalogFor(call);
  const wasCached = catalog.shelf(server)?.peek('tools') !== undefined;
  const items = await catalog.items(server, 'tools');
  await refuseBlockedServer(call, server);
  const tools: JsonObject[] = [];
  const blocked: JsonObject[] = [];
  for (const item of items) {
    const verdict = await verdictOn(call, item);
    if (verdict.kept !== undefined) tools.push(verdict.kept);
    else blocked.push(verdict.blocked);
  }
  const isListed = toolsSource(call, server, settingsOf(call.request.visitor, server, call.runtime)) === 'config';
  const source = isListed ? 'config' : wasCached ? 'cache' : 'discovery';
  return {
    status: 'success',
    message: `${server} offers ${tools.length} tools`,
    server_name: server,
    tools,
    source,
    blocked_tools: blocked,
    blocked_count: blocked.length,
    blocked_reasons: [...new Set(blocked.flatMap((one) => one['reasons'] as readonly string[]))],
  };
}

async function refuseBlockedServer(call: GatewayToolCall, server: string): Promise<void> {
  const panel = panelFor('server', { visitor: call.request.visitor, server }, call.runtime);
  if (panel.guardrails.length === 0) return;
  const description = await catalogFor(call).describe(server);
  const configured = configuredDescription(server, settingsOf(call.request.visitor, server, call.runtime));
  for (const definition of [description as unknown as JsonObject, configured]) {
    if (definition === undefined) continue;
    const judgement = await call.runtime.definitions.judge({ panel, method: 'initialize', name: server, definition });
    if (judgement?.refusal !== undefined) throw judgement.refusal;
    if (judgement?.action !== 'ask') continue;
    throw new GatewayError('server_blocked', `A person must approve what is said of ${server}`, { server });
  }
}

type ToolVerdict = { readonly kept: JsonObject } | { readonly kept: undefined; readonly blocked: JsonObject };

async function verdictOn(call: GatewayToolCall, { server, definition, curate }: ListedItem): Promise<ToolVerdict> {
  const name = nameOf(definition);
  const shown = (judged: JsonObject) => curate?.(judged) ?? judged;
  const panel = panelFor('listing', { visitor: call.request.visitor, server, tool: name }, call.runtime);
  const judgement = await call.runtime.definitions.judge({ panel, method: 'tools/list', name, definition });
  if (judgement === undefined) return { kept: shown(definition) };
  if (judgement.action === 'block' || judgement.action === 'ask') {
    const reasons = judgement.findings.map((finding) => finding.message);
    return {
      kept: undefined,
      blocked: {
        name: nameOf(shown(definition)),
        reasons: reasons.length > 0 ? reasons : [judgement.refusal?.message ?? 'blocked'],
      },
    };
  }
  return { kept: shown(isJsonObject(judgement.content) ? judgement.content : definition) };
}

/** Several servers at once: each on its own, so that one that is down costs the others nothing. */
export async function discoverServers(
  call: GatewayToolCall,
  servers: readonly string[],
  message: string,
): Promise<JsonObject> {
  const found = await Promise.all(servers.map(async (server) => [server, await discoverServer(call, server)] as const));
  const failed = found.filter(([, result]) => result['status'] !== 'success').map(([server]) => server);
  return {
    status: failed.length === 0 ? 'success' : 'error',
    message,
    discovery_failed_servers: failed,
    discovery_success_servers: servers.filter((server) => !failed.includes(server)),
    available_servers: Object.fromEntries(found),
  };
}
