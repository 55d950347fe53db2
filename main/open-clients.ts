import { mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isJsonObject } from '../shared/model/json-rpc';
import { PRODUCT } from '../shared/product';
import type { Administration } from './admin/administration';
import { type ClientAdmin, createClientAdmin } from './admin/clients/client-admin';
import { openConnectionStore } from './admin/clients/connection-record';
import { machineOf, placesOf } from './admin/clients/places';
import { createStdioLauncher, type PackedDesktop, type StdioLauncher } from './admin/clients/stdio-launcher';
import { type ClientChange, watchClients } from './admin/clients/watch-clients';
import type { ImportAdmin } from './admin/import-admin';
import type { DataDirectory } from './gateway/config/data-directory';
import { readRuntimeFile } from './gateway/config/runtime-file';
import { readSightings, SIGHTINGS_SECTION } from './gateway/key-sightings';
import type { Disposables } from './gateway/lifecycle';
import type { Logger } from './gateway/ports/logger';
import { packedShim, shippedPath } from './shipped-path';

export interface ClientsNeeds {
  readonly directory: DataDirectory;
  readonly env: NodeJS.ProcessEnv;
  readonly administration: Administration;
  readonly imports: () => Promise<ImportAdmin>;
  /** Of the gateway in this process; absent: what its state says. */
  readonly sightings?: () => Readonly<Record<string, number>>;
}

/** What may be done with the clients of the person whose environment this is. */
export function openClients(needs: ClientsNeeds): ClientAdmin {
  const { directory, env, administration, imports, sightings } = needs;
  return createClientAdmin({
    places: placesOf(machineOf({ platform: process.platform, env, homedir: homedir() })),
    store: openConnectionStore(directory.root),
    launcher: launcherOf(directory, env),
    mcpUrl: () => mcpUrl(needs),
    readConfig: () => administration.read(),
    keys: administration.keys,
    imports,
    lastSeen: async () => sightings?.() ?? (await savedSightings(directory)),
    now: administration.now,
  });
}

function launcherOf(directory: DataDirectory, env: NodeJS.ProcessEnv): StdioLauncher {
  const { os } = machineOf({ platform: process.platform, env, homedir: homedir() });
  // Inside the desktop this is no Node that could run a script.
  const node = process.versions['electron'] === undefined ? process.execPath : undefined;
  return createStdioLauncher({
    os,
    dataDirectory: directory.root,
    version: PRODUCT.version,
    node,
    program: shippedPath('headless.js'),
    packed: packedDesktop(env),
  });
}

/** Of this process, where it is a desktop that was packed. */
function packedDesktop({ APPIMAGE }: NodeJS.ProcessEnv): PackedDesktop | undefined {
  const shim = packedShim();
  // An AppImage runs from a place that is gone with it.
  return shim === undefined ? undefined : { shim, desktop: APPIMAGE ?? process.execPath };
}

async function mcpUrl({ directory, administration }: ClientsNeeds): Promise<string | undefined> {
  const running = await readRuntimeFile(directory.runtimeFile);
  if (running !== undefined && running.addresses.mcp !== '') return reachable(running.addresses.mcp);
  const { host, mcpPort } = (await administration.read()).listen;
  const shown = host.includes(':') ? `[${host}]` : host;
  return mcpPort === 0 ? undefined : reachable(`http://${shown}:${mcpPort}/mcp`);
}

/** Every address of this machine is not an address that one could ask. */
const reachable = (url: string): string => url.replace(/^http:\/\/(?:0\.0\.0\.0|\[::\])(?=[:/])/, 'http://127.0.0.1');

async function savedSightings({ state }: DataDirectory): Promise<Readonly<Record<string, number>>> {
  try {
    const saved: unknown = JSON.parse(await readFile(state, 'utf8'));
    return readSightings(isJsonObject(saved) ? saved[SIGHTINGS_SECTION] : undefined);
  } catch {
    return {};
  }
}

/** Whoever wants to know what becomes of clients. */
export interface ClientChanges {
  add(listener: (change: ClientChange) => void): () => void;
  tell(change: ClientChange): void;
}

export function createClientChanges(): ClientChanges {
  const listeners = new Set<(change: ClientChange) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(change) {
      for (const listener of listeners) listener(change);
    },
  };
}

export interface TendedClients {
  readonly clients: ClientAdmin;
  readonly changes: ClientChanges;
  readonly directory: DataDirectory;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Logger;
  readonly cleanups: Disposables;
}

/** While a gateway runs: what clients start is that of this version, and what becomes of their entries is said. */
export async function tendClients({ clients, changes, directory, env, log, cleanups }: TendedClients): Promise<void> {
  const isConnected =
    Object.keys(
      await openConnectionStore(directory.root)
        .read()
        .catch(() => ({})),
    ).length > 0;
  if (isConnected) {
    await launcherOf(directory, env)
      .install()
      .catch((failure: unknown) => log.warn('What stdio clients start could not be renewed', { failure }));
  }
  const notes = join(directory.root, 'clients');
  await mkdir(notes, { recursive: true, mode: 0o700 });
  const watching = watchClients({ clients, notes, log, onChange: changes.tell });
  cleanups.add(() => watching.stop());
}
