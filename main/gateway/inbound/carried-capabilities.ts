import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ServerDescription } from '../../../shared/model/server';

/** Methods whose effects would outlive the request on a connection that several clients share. */
export const UNCARRIED_METHODS: ReadonlySet<string> = new Set([
  'logging/setLevel',
  'resources/subscribe',
  'resources/unsubscribe',
  'tasks/get',
  'tasks/result',
  'tasks/list',
  'tasks/cancel',
  'tasks/update',
]);

/** A server’s description with only the capabilities that the gateway carries; the rest is not advertised. */
export function carriedDescription(description: ServerDescription): ServerDescription {
  const { tools, prompts, resources, completions } = description.capabilities;
  const capabilities: JsonObject = {
    ...(isJsonObject(tools) ? { tools: { ...tools, listChanged: true } } : {}),
    ...(isJsonObject(prompts) ? { prompts: { ...prompts, listChanged: true } } : {}),
    ...(isJsonObject(resources) ? { resources: withoutSubscribe(resources) } : {}),
    ...(isJsonObject(completions) ? { completions } : {}),
  };
  return { ...description, capabilities };
}

function withoutSubscribe({ subscribe, ...resources }: JsonObject): JsonObject {
  return { ...resources, listChanged: true };
}
