import type { UpstreamServer } from '../../../shared/config/upstream-server';
import type { JsonObject } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';

const made = new WeakMap<UpstreamServer, JsonObject>();

/**
 * What the configuration says about a server, which models are shown too: it may have come with an import. The same
 * object for the same settings, so that it is judged once.
 */
export function configuredDescription(
  server: ServerName,
  settings: UpstreamServer | undefined,
): JsonObject | undefined {
  if (settings?.description === undefined) return undefined;
  const known = made.get(settings) ?? { name: server, description: settings.description };
  made.set(settings, known);
  return known;
}
