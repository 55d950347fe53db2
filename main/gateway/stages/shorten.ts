import type { Limits } from '../../../shared/config/limits';
import type { JsonObject } from '../../../shared/model/json-rpc';
import type { ListedItem } from '../catalog/catalog-types';
import { shortenResult } from '../results/shorten-result';
import type { Runtime } from '../runtime';
import { settingsOf } from './panel-for';
import type { Answer, ReleasedRequest, ShortenedRequest } from './request-states';
import { resultOwner } from './route-result';

/**
 * Makes results and descriptions small enough for a model. Whatever is kept aside has passed the judges, and all of it
 * can be had: results page by page, descriptions from `enkrypt_get_server_info`.
 */
export async function shorten(released: ReleasedRequest, runtime: Runtime): Promise<ShortenedRequest> {
  return { ...released, stage: 'shortened', answer: await shortened(released, runtime) };
}

async function shortened(released: ReleasedRequest, runtime: Runtime): Promise<Answer> {
  const { answer, method } = released;
  if (answer.kind === 'listing' && answer.list === 'tools') {
    return { ...answer, items: answer.items.map((item) => withShortDescription(item, released, runtime)) };
  }
  if (answer.kind !== 'result' || method !== 'tools/call') return answer;
  const result = await shortenCall(answer.result, released, runtime);
  return result === answer.result ? answer : { ...answer, result };
}

async function shortenCall(result: JsonObject, released: ReleasedRequest, runtime: Runtime): Promise<JsonObject> {
  const { route, client } = released;
  // A question to the client, and a task that has only begun, are no results yet.
  if (!Array.isArray(result['content']) || (route.kind !== 'server' && route.kind !== 'gateway')) return result;
  const server = route.kind === 'server' ? route.server : 'gateway';
  const tool = route.name ?? '';
  const { results, counters } = runtime;
  return shortenResult(result, {
    server,
    tool,
    owner: resultOwner(released),
    hasOutputSchema: route.tool?.definition['outputSchema'] !== undefined,
    knowsLinks: client.knowsResourceLinks !== false,
    limits: limitsOf(released, { server, tool }, runtime),
    results,
    counters,
  });
}

function limitsOf(
  { visitor }: ReleasedRequest,
  { server, tool }: { readonly server: string; readonly tool: string },
  runtime: Runtime,
): Pick<Limits, 'resultSize' | 'structuredSize' | 'binarySize' | 'results'> {
  const { limits } = runtime.config;
  const settings = settingsOf(visitor, server, runtime);
  const near = settings?.toolLimits?.[tool];
  const wide = settings?.limits;
  return {
    resultSize: near?.resultSize ?? wide?.resultSize ?? limits.resultSize,
    structuredSize: near?.structuredSize ?? wide?.structuredSize ?? limits.structuredSize,
    binarySize: near?.binarySize ?? wide?.binarySize ?? limits.binarySize,
    results: limits.results,
  };
}

function withShortDescription(item: ListedItem, { visitor }: ReleasedRequest, runtime: Runtime): ListedItem {
  const { description } = item.exposed;
  if (typeof description !== 'string') return item;
  const { limits } = runtime.config;
  const most = settingsOf(visitor, item.server, runtime)?.limits?.descriptionSize ?? limits.descriptionSize;
  if (description.length <= most) return item;
  runtime.counters.count('description_cut', item.server);
  const note = `… (cut after ${most} of ${description.length} characters; enkrypt_get_server_info shows all of it)`;
  return { ...item, exposed: { ...item.exposed, description: `${description.slice(0, most)}${note}` } };
}
