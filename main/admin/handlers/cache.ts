import type { cache } from '../../../shared/contract/cache';
import type { Handlers } from '../../../shared/contract/define';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Gateway } from '../../gateway/gateway';

/** What the gateway remembers. */
export function cacheHandlers(gateway: Gateway): Handlers<typeof cache> {
  return {
    async status() {
      const { config, builtAt, expiresAt, lists, results, answers, sharedState } = gateway.current();
      const { provider } = config.cache;
      const health = sharedState.health();
      return {
        seconds: { lists: config.cache.toolSeconds, config: config.cache.configSeconds },
        config: { readAt: builtAt, expiresAt },
        lists: lists.entries().map(({ itemCount, ...entry }) => ({ ...entry, items: itemCount })),
        ...(provider === undefined || health === undefined ? {} : { provider: { use: provider.use, ...health } }),
        answers: { count: answers.size, characters: answers.characters },
        results: { count: results.size, bytes: results.bytes },
      };
    },
    async clear({ what, config, server }) {
      const { lists, sharedLists, opinions, answers, config: inForce } = gateway.current();
      const isMeant = (place: { readonly configId: string; readonly server: string }): boolean =>
        (config === undefined || place.configId === config) && (server === undefined || place.server === server);
      const isLists = what === 'all' || what === 'lists';
      if (what === 'config' && (config !== undefined || server !== undefined)) {
        throw new GatewayError(
          'invalid_params',
          'The configuration is forgotten as a whole; leave out "config" and "server"',
        );
      }
      requireKnown(inForce.configs, { config, server });
      const forgotten = isLists ? lists.forget(isMeant) : 0;
      if (isLists) {
        sharedLists.forget(isMeant);
        for (const [configId, { servers }] of Object.entries(inForce.configs)) {
          for (const one of Object.keys(servers)) if (isMeant({ configId, server: one })) opinions.forget(one);
        }
      }
      // All of them: to ask once more than needed does no harm.
      const known = answers.size;
      if (what === 'all' || what === 'results') answers.clear();
      const isConfig = what === 'config' || (what === 'all' && config === undefined && server === undefined);
      if (isConfig) gateway.forgetConfig();
      return { lists: forgotten, results: known - answers.size, config: isConfig };
    },
  };
}

function requireKnown(
  configs: Readonly<Record<string, { readonly servers: Readonly<Record<string, unknown>> }>>,
  { config, server }: { readonly config: string | undefined; readonly server: string | undefined },
): void {
  if (config !== undefined && !Object.hasOwn(configs, config)) {
    throw new GatewayError(
      'unknown_name',
      `There is no config "${config}": there is ${Object.keys(configs).join(', ')}`,
    );
  }
  const sets = config === undefined ? Object.values(configs) : [configs[config]];
  if (server === undefined || sets.some((set) => set !== undefined && Object.hasOwn(set.servers, server))) return;
  throw new GatewayError('unknown_server', `There is no server "${server}"`, { server });
}
