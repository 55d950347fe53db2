import { asGatewayError } from '../../shared/errors/gateway-error';
import type { JsonObject } from '../../shared/model/json-rpc';
import { nameOf } from '../gateway/catalog/server-shelf';
import type { ServerList } from '../gateway/catalog/list-cache';
import { explainCuration } from '../gateway/curation/explain-curation';
import type { Viewer } from '../gateway/curation/profile-curation';
import type { Runtime } from '../gateway/runtime';

export interface OfferQuestion {
  readonly server: string;
  /** Ask a server that was not asked yet. */
  readonly ask: boolean;
}

/** What one server offers: as it says it, as the viewer sees it, and what guardrails say about that. */
export async function explainOffer(viewer: Viewer, { server, ask }: OfferQuestion, runtime: Runtime) {
  const { configId } = viewer;
  const settings = runtime.config.configs[configId]?.servers[server];
  const place = { config: configId, server, enabled: settings?.enabled === true };
  if (!place.enabled) return { ...place, isKnown: false, tools: [] };
  const known = await knownTools(configId, { server, ask }, runtime);
  if (known instanceof Error) {
    return { ...place, isKnown: false, problem: asGatewayError(known).message, tools: [] };
  }
  if (known === undefined) return { ...place, isKnown: false, tools: [] };
  const definitions = new Map(known.items.map((definition) => [nameOf(definition), definition]));
  const curated = explainCuration(runtime.config, { server, viewer, tools: [...definitions.values()] });
  const tools = curated.map(async ({ name, absence, ...tool }) => {
    const definition = definitions.get(name) ?? {};
    const verdict = await verdictOn(definition, { ...viewer, server }, runtime);
    return {
      name,
      ...tool,
      ...(absence === undefined ? {} : { absence: { ...absence } }),
      definition,
      ...(verdict === undefined ? {} : { verdict }),
    };
  });
  return { ...place, isKnown: true, tools: await Promise.all(tools) };
}

async function knownTools(
  configId: string,
  { server, ask }: OfferQuestion,
  runtime: Runtime,
): Promise<ServerList | Error | undefined> {
  const shelf = runtime.catalogs.get(configId)?.shelf(server);
  const known = shelf?.peek('tools') ?? shelf?.lastGood('tools');
  if (known !== undefined || shelf === undefined || !ask) return known;
  return shelf.load('tools').catch((failure: unknown) => asGatewayError(failure));
}

async function verdictOn(
  definition: JsonObject,
  { projectId, configId, server }: Viewer & { readonly server: string },
  runtime: Runtime,
) {
  const name = nameOf(definition);
  const panel = runtime.panels('listing', { projectId, configId, server, tool: name });
  const judgement = await runtime.definitions.judge({ panel, method: 'tools/list', name, definition });
  if (judgement === undefined) return undefined;
  return { action: judgement.action, findings: judgement.findings.map((finding) => ({ ...finding })) };
}
