import type { UpstreamServer } from '../../../shared/config/upstream-server';
import type { ServerName } from '../../../shared/model/server';
import type { JsonLimits } from '../limits/json-limits';
import type { ChildJournal } from './child-journal';
import { ConcurrencyGate } from './concurrency-gate';
import { createConnectorFactory } from './connector-factory';
import { createDisabledUpstream } from './disabled-upstream';
import { createEraMemory } from './era-memory';
import { shareOf } from './share';
import { SupervisedUpstream } from './supervised-upstream';
import type { Upstream } from './upstream';
import type { UpstreamClient } from './upstream-client';
import type { UpstreamPlace, UpstreamPoolNeeds } from './upstream-pool';

/** A server as the pool has it, for one client or for all who share it. */
export interface PoolEntry {
  /** Of the server’s configuration; the entries of single clients share it. */
  readonly fingerprint: string;
  readonly clientKey: string;
  /** By what its configuration says. */
  readonly isShared: boolean;
  readonly configId: string;
  readonly place: UpstreamPlace;
  readonly upstream: Upstream;
  /** Absent for a server that is disabled. */
  readonly gate?: ConcurrencyGate;
  readonly stop: (deadlineMs: number) => Promise<void>;
  /** Sets of servers that have it. */
  users: number;
}

interface EntryPlace {
  readonly configId: string;
  readonly server: ServerName;
  readonly fingerprint: string;
}

interface EntryMakerNeeds extends UpstreamPoolNeeds {
  readonly marker: string;
  readonly journal: ChildJournal;
  /** Resolves when nothing of a previous run is left. */
  readonly swept: Promise<unknown>;
  readonly jsonLimits: () => JsonLimits;
}

export type MakeEntry = (place: EntryPlace, config: UpstreamServer, client: UpstreamClient) => PoolEntry;

/** Makes entries; nothing is connected before it is used. */
export function createEntryMaker(needs: EntryMakerNeeds): MakeEntry {
  const { log, now, counters } = needs;
  const makeConnector = createConnectorFactory({ ...needs, eras: createEraMemory(needs.state, now) });

  return ({ configId, server, fingerprint }, config, given) => {
    const info = typeof given.info['name'] === 'string' ? given.info : { ...needs.clientInfo };
    const client = { ...given, info };
    const place: UpstreamPlace = { configId, server, config, client };
    const isShared = shareOf(config) === 'global';
    const facts = { configId, fingerprint, clientKey: client.key, isShared, place, users: 0 };
    if (!config.enabled) {
      return { ...facts, upstream: createDisabledUpstream(server, config), stop: () => Promise.resolve() };
    }
    const { concurrency, queue, notificationsPerSecond } = config;
    const onFull = () => counters.count('server_queue_full', server);
    const gate = new ConcurrencyGate({ server, limit: concurrency, queue, onFull });
    const { connector, onOutdated } = makeConnector(place, fingerprint);
    const common = { server, client, counters, log, now };
    const upstream = new SupervisedUpstream({ ...common, connector, gate, notificationsPerSecond });
    const { onNotification } = client;
    if (onNotification !== undefined) {
      upstream.on((event) => {
        if (event.kind === 'notification') onNotification(event.notification);
      });
    }
    const forget = onOutdated(() => upstream.renew());
    const stop = (deadlineMs: number): Promise<void> => {
      forget();
      return upstream.stop(deadlineMs);
    };
    return { ...facts, upstream, gate, stop };
  };
}
