import { findSecretUses } from './config/secret-references';
import { Disposables } from './lifecycle';
import type { PluginContext, PluginKind, PluginKinds, PluginRegistry } from './ports/plugin';

/**
 * Providers shared by configurations: one whose line did not change lives on through a change of others, and what
 * it remembers, such as failed attempts, with it.
 */
export interface PluginPool {
  acquire<K extends PluginKind>(kind: K, entry: PluginEntry): Promise<Leased<PluginKinds[K]>>;
}

export interface PluginEntry {
  readonly use: string;
  readonly options?: unknown;
}

export interface Leased<T> {
  readonly plugin: T;
  /** The last one to give it back ends it. */
  release(): Promise<void>;
}

interface Pooled {
  readonly plugin: Promise<unknown>;
  readonly disposables: Disposables;
  users: number;
}

/** `editionOf` changes with a secret that options name: with another secret a provider is another one. */
export function createPluginPool(
  registry: PluginRegistry,
  context: Omit<PluginContext, 'onDispose' | 'limits' | 'create'>,
  editionOf: (secret: string) => string = () => '',
) {
  const pooled = new Map<string, Pooled>();

  return {
    /** The limits are part of what a provider is made of: with others it is another one. */
    with(limits: PluginContext['limits']): PluginPool {
      return {
        async acquire<K extends PluginKind>(kind: K, entry: PluginEntry): Promise<Leased<PluginKinds[K]>> {
          const secrets = findSecretUses(entry.options).map(({ name }) => editionOf(name));
          const key = JSON.stringify([kind, entry.use, entry.options, limits, secrets]);
          const one = pooled.get(key) ?? make(key, kind, entry, limits);
          one.users += 1;
          const release = async () => {
            one.users -= 1;
            if (one.users > 0) return;
            pooled.delete(key);
            await one.disposables.dispose();
          };
          try {
            return { plugin: (await one.plugin) as PluginKinds[K], release };
          } catch (failure) {
            await release();
            throw failure;
          }
        },
      };
    },
  };

  function make(key: string, kind: PluginKind, entry: PluginEntry, limits: PluginContext['limits']): Pooled {
    const disposables = new Disposables();
    const onDispose: PluginContext['onDispose'] = (cleanup) => disposables.add(cleanup);
    const plugin = registry.create(kind, entry, { ...context, limits, onDispose });
    const made: Pooled = { plugin, disposables, users: 0 };
    pooled.set(key, made);
    return made;
  }
}

export type PluginPools = ReturnType<typeof createPluginPool>;
