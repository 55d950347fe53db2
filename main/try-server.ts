import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import type { GatewayConfig } from '../shared/config/gateway-config';
import type { UpstreamServer } from '../shared/config/upstream-server';
import { GatewayError } from '../shared/errors/gateway-error';
import { PRODUCT } from '../shared/product';
import type { ServerTest, ServerTestChoice } from './compose';
import type { ServerList } from './gateway/catalog/list-cache';
import { nameOf } from './gateway/catalog/server-shelf';
import { readServerList } from './gateway/catalog/read-server-list';
import type { DataDirectory } from './gateway/config/data-directory';
import { createCounters } from './gateway/limits/counters';
import { loadConfig } from './gateway/config/load-config';
import { explainCuration } from './gateway/curation/explain-curation';
import type { Viewer } from './gateway/curation/profile-curation';
import type { Logger } from './gateway/ports/logger';
import type { Upstream } from './gateway/upstream/upstream';
import { explainPairing } from './gateway/inbound/explain-pairing';
import { shareOf } from './gateway/upstream/share';
import { createReferenceResolver } from './gateway/upstream/resolve-references';
import { createUpstreamPool } from './gateway/upstream/upstream-pool';
import { createSecretAccess } from './secret-access';
import { secretStores } from './plugins/secret-stores';
import { createRegistry } from './plugins/registry';
import { shippedProgram } from './shipped-path';
import { openTokenCustody } from './token-custody';

export interface TryServerNeeds {
  readonly directory: DataDirectory;
  readonly choice: ServerTestChoice;
  readonly log: Logger;
  readonly env: NodeJS.ProcessEnv;
}

/** Starts one configured server on its own, asks what it is and what it offers, and stops it. */
export async function tryServer({ directory, choice, log, env }: TryServerNeeds): Promise<ServerTest> {
  const { config } = await loadConfig(directory.config);
  const { server } = choice;
  const { discovery } = config.timeouts;
  const { settings, ...viewer } = find(config, choice);
  const { configId } = viewer;
  const share = shareOf(settings);
  // A journal of its own: the running gateway's must not be swept.
  const journalPath = join(tmpdir(), `smg-try-${randomUUID()}.json`);
  const secrets = createSecretAccess({ directory, registry: createRegistry(secretStores), environment: env });
  const resolveValue = createReferenceResolver({ readSecret: secrets.read });
  const custody = { directory, secrets, resolve: resolveValue, config: () => config, orInMemory: true, log };
  const custodian = openTokenCustody(custody);
  // One user’s sign-in, where a user is meant or there is only one.
  const [sole, ...others] = Object.keys(config.users);
  const user = config.keys[viewer.keyId]?.userId ?? (others.length === 0 ? sole : undefined);
  const pool = createUpstreamPool({
    log,
    counters: createCounters(),
    state: { read: () => undefined, write: () => undefined },
    now: Date.now,
    journalPath,
    bundledProgram: (name) => shippedProgram(`${name}-server`),
    clientInfo: { name: PRODUCT.name, version: PRODUCT.version },
    resolveValue,
    authorize: (place) => custodian.authorize({ ...place, ...(user === undefined ? {} : { user }) }),
  });
  try {
    const startedAt = performance.now();
    const upstream = pool.acquire(configId, { [server]: { ...settings, enabled: true } }).get(server);
    if (upstream === undefined) throw new TypeError(`The pool does not know "${server}"`);
    const { signal } = new AbortController();
    const description = await upstream.describe(signal);
    const { era, protocolVersion, serverInfo } = description;
    const startMs = Math.round(performance.now() - startedAt);
    const { items } = await listInTime(upstream, discovery);
    const { pid } = upstream.status();
    return {
      server,
      era,
      protocolVersion,
      serverInfo,
      tools: items.map(nameOf),
      offered: explainCuration(config, { server, viewer, tools: items }),
      startMs,
      transport: upstream.status().transport,
      share,
      crossings: {
        legacy: explainPairing(description, { client: 'legacy', server: era, share }),
        modern: explainPairing(description, { client: 'modern', server: era, share }),
      },
      ...(pid === undefined ? {} : { pid }),
    };
  } finally {
    await pool.stop(5_000);
    await custodian.stop();
    await secrets.dispose();
    await rm(journalPath, { force: true });
  }
}

/** Without a config, that of the project or key, else the first that has the server. */
function find(
  { configs, projects, keys }: GatewayConfig,
  choice: ServerTestChoice,
): Viewer & { readonly settings: UpstreamServer } {
  const { server, key: keyId = '' } = choice;
  const key = keyId === '' ? undefined : required('key', keys, keyId);
  const projectId = choice.project ?? key?.projectId ?? '';
  const project = projectId === '' ? undefined : required('project', projects, projectId);
  const config = choice.config ?? project?.configId;
  const configIds = config === undefined ? Object.keys(configs) : [config];
  for (const configId of configIds) {
    const settings = configs[configId]?.servers[server];
    if (settings !== undefined) return { configId, projectId, keyId, settings };
  }
  const known = [...new Set(configIds.flatMap((id) => Object.keys(configs[id]?.servers ?? {})))];
  throw new GatewayError('unknown_server', `There is no server "${server}". Known: ${known.join(', ') || 'none'}`, {
    server,
  });
}

function required<T>(kind: string, all: Readonly<Record<string, T>>, id: string): T {
  const found = Object.hasOwn(all, id) ? all[id] : undefined;
  if (found !== undefined) return found;
  throw new GatewayError(
    'unknown_name',
    `There is no ${kind} "${id}": there is ${Object.keys(all).join(', ') || 'none'}`,
  );
}

/** A server that starts but never says what it offers is a result of the test, not a reason to wait for ever. */
async function listInTime(upstream: Upstream, seconds: number): Promise<ServerList> {
  const deadline = new AbortController();
  const { server } = upstream;
  const message = `Server "${server}" did not say what it offers in ${seconds} s`;
  const timer = setTimeout(
    () => deadline.abort(new GatewayError('discovery_timed_out', message, { server })),
    seconds * 1_000,
  );
  try {
    return await readServerList(upstream, 'tools', deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}
