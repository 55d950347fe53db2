import type { AdminClient } from '../../shared/contract/contract';
import type { ActivityLine } from '../../shared/model/activity-line';
import type { Grant, Hold, Pause } from '../../shared/model/approval';
import type { TokenState } from '../../shared/model/oauth';
import type { GatewayStatus } from '../../shared/model/status';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Connection, CONNECTING } from '../model/connection';
import type { ProposedRule } from '../model/proposed-rule';
import type { Recent } from '../model/recent';
import { loadRecent } from './load-recent';
import { loadServers, type ServerFacts } from './load-servers';
import { createResource, type Resource } from './resource';

/** What one server offers. */
export type ServerTools = Awaited<ReturnType<AdminClient['tools']['list']>>[number];
export type OfferedTool = ServerTools['tools'][number];

/** A program that speaks MCP, and how it stands with it. */
export type ClientRow = Awaited<ReturnType<AdminClient['clients']['list']>>[number];

/** Everything that several screens know of the gateway; api/live keeps it current. */
export interface Stores {
  readonly connection: StoreApi<Connection>;
  readonly status: Resource<GatewayStatus>;
  readonly approvals: Resource<readonly Hold[]>;
  readonly grants: Resource<readonly Grant[]>;
  readonly pauses: Resource<readonly Pause[]>;
  readonly tokens: Resource<readonly TokenState[]>;
  readonly recent: Resource<Recent>;
  readonly clients: Resource<readonly ClientRow[]>;
  readonly servers: Resource<readonly ServerFacts[]>;
  readonly tools: Resource<readonly ServerTools[]>;
  /** A rule that somebody wants to make from a call; taken by the form for rules. Kept out of the address: it has values. */
  readonly proposedRule: StoreApi<ProposedRule | undefined>;
  /** Rises with every configuration that comes into force: what is derived from one is asked for again. */
  readonly configRevision: StoreApi<number>;
  /** Rises with every activity line. */
  readonly lastLine: StoreApi<ActivityLine | undefined>;
}

export function createStores(client: AdminClient): Stores {
  return {
    connection: createStore<Connection>(() => CONNECTING),
    status: createResource(() => client.status.get({})),
    approvals: createResource(() => client.approvals.list({})),
    grants: createResource(() => client.grants.list({})),
    pauses: createResource(() => client.pauses.list({})),
    tokens: createResource(() => client.tokens.list({})),
    recent: createResource(() => loadRecent(client)),
    clients: createResource(() => client.clients.list({ all: true })),
    servers: createResource(() => loadServers(client)),
    tools: createResource(() => client.tools.list({})),
    proposedRule: createStore<ProposedRule | undefined>(() => undefined),
    configRevision: createStore(() => 0),
    lastLine: createStore<ActivityLine | undefined>(() => undefined),
  };
}
