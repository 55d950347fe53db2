import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { Era, ServerDescription } from '../../../shared/model/server';
import type { Share } from '../upstream/share';

/** Between whom something is to be carried. */
export interface Pairing {
  readonly client: Era;
  readonly server: Era;
  readonly share: Share;
}

/** Log messages need a connection that is not everybody’s, or an era in which they belong to requests. */
function carriesLogging({ server, share }: Pairing): boolean {
  return server === 'modern' || share !== 'global';
}

/** Tasks of the two eras are different things; those of the legacy era live on a session’s own connection. */
function carriesTasks({ client, server, share }: Pairing): boolean {
  return client === 'legacy' && server === 'legacy' && share === 'session';
}

/** Whether a method of a server’s own reaches it for this client. */
export function isCarried(method: string, pairing: Pairing): boolean {
  if (method === 'logging/setLevel') return pairing.client === 'legacy' && carriesLogging(pairing);
  if (method === 'resources/subscribe' || method === 'resources/unsubscribe') return pairing.client === 'legacy';
  if (!method.startsWith('tasks/')) return true;
  return pairing.client === 'modern' ? pairing.server === 'modern' : carriesTasks(pairing);
}

/** A server with tools has resources too where large results become some, whether or not it has any of its own. */
export function withKeptResults(description: ServerDescription): ServerDescription {
  const { capabilities } = description;
  if (capabilities['tools'] === undefined || capabilities['resources'] !== undefined) return description;
  return { ...description, capabilities: { ...capabilities, resources: {} } };
}

/** A server’s description with only the capabilities that are carried; the rest is not advertised. */
export function carriedDescription(description: ServerDescription, pairing: Pairing): ServerDescription {
  const { tools, prompts, resources, completions, logging, tasks, extensions, ...others } = description.capabilities;
  const isSameEra = pairing.client === pairing.server;
  const capabilities: JsonObject = {
    ...(isSameEra ? others : {}),
    ...(isJsonObject(tools) ? { tools: { ...tools, listChanged: true } } : {}),
    ...(isJsonObject(prompts) ? { prompts: { ...prompts, listChanged: true } } : {}),
    ...(isJsonObject(resources) ? { resources: { ...resources, listChanged: true } } : {}),
    ...(completions === undefined ? {} : { completions }),
    ...(logging !== undefined && carriesLogging(pairing) ? { logging } : {}),
    ...(tasks !== undefined && carriesTasks(pairing) ? { tasks } : {}),
    ...(extensions !== undefined && isSameEra ? { extensions } : {}),
  };
  return { ...description, capabilities };
}
