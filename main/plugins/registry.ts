import type { z } from 'zod';
import { GatewayError } from '../../shared/errors/gateway-error';
import { nearestWord } from '../../shared/text/nearest-word';
import type { PluginContext, PluginDefinition, PluginKind, PluginKinds, PluginRegistry } from '../gateway/ports/plugin';

/** Refuses two definitions of one kind and name at start-up, not at first use. */
export function createRegistry(definitions: readonly PluginDefinition[]): PluginRegistry {
  const known = new Map<string, PluginDefinition>();
  for (const definition of definitions) {
    const key = `${definition.kind} ${definition.name}`;
    if (known.has(key)) throw new TypeError(`Two ${definition.kind} plugins are called "${definition.name}"`);
    known.set(key, definition);
  }

  function find(kind: PluginKind, use: string): PluginDefinition {
    const definition = known.get(`${kind} ${use}`);
    if (definition !== undefined) return definition;
    const names = definitions.filter((one) => one.kind === kind).map((one) => one.name);
    const near = nearestWord(use, names);
    const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
    throw new GatewayError(
      'unknown_provider',
      `There is no ${kind} provider "${use}".${hint} Known: ${names.join(', ')}`,
      {
        known: names,
      },
    );
  }

  const registry: PluginRegistry = {
    async create<K extends PluginKind>(
      kind: K,
      entry: { readonly use: string; readonly options?: unknown },
      context: Omit<PluginContext, 'create'>,
    ): Promise<PluginKinds[K]> {
      const definition = find(kind, entry.use);
      const options = definition.options.safeParse(entry.options ?? {});
      if (!options.success) {
        throw new GatewayError(
          'config_invalid',
          `The options of ${kind} provider "${entry.use}" are not valid: ${explain(options.error)}`,
        );
      }
      const create: PluginContext['create'] = (inner, other) => registry.create(inner, other, context);
      return (await definition.create(options.data, { ...context, create })) as PluginKinds[K];
    },
  };
  return registry;
}

function explain(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}
