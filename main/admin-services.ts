import type { GatewayStatus } from '../shared/model/status';
import { createActivityAdmin } from './admin/activity-admin';
import { createAdministration } from './admin/administration';
import { type ApprovalAdmin, createApprovalAdmin } from './admin/approval-admin';
import { createConsoleSessions } from './admin/console-sessions';
import type { AdminServices } from './admin/handlers';
import { createImportAdmin } from './admin/import-admin';
import { createKeptState } from './admin/kept-state';
import { createOAuthAdmin } from './admin/oauth-admin';
import { createSharedApprovals } from './admin/shared-approvals';
import { createSecretAdmin } from './admin/secret-admin';
import { openConfigFile } from './gateway/config/config-file';
import type { DataDirectory } from './gateway/config/data-directory';
import type { SessionStore } from './gateway/inbound/session-store';
import type { Gateway } from './gateway/gateway';
import type { Disposables } from './gateway/lifecycle';
import { createLook } from './look-for-secrets';
import { type ClientChanges, openClients } from './open-clients';
import { createPolicyAdmin } from './policy-admin';
import type { OpenedGateway } from './open-gateway';

export interface ServiceNeeds {
  readonly directory: DataDirectory;
  /** Of the person whose clients are meant. */
  readonly env: NodeJS.ProcessEnv;
  readonly sessions: SessionStore;
  readonly status: () => GatewayStatus;
  readonly clientChanges: ClientChanges;
  readonly cleanups: Disposables;
}

/** The desk of this gateway, together with those of the gateways that it shares a cache with. */
function openDesk(gateway: Gateway, cleanups: Disposables): ApprovalAdmin {
  const local = createApprovalAdmin(gateway.approvals);
  const { config, sharedState: shared } = gateway.current();
  if (config.cache.provider === undefined) return local;
  const desk = createSharedApprovals({ local, shared, now: Date.now });
  cleanups.add(() => desk.close());
  return desk;
}

/** Everything that people may ask of a running gateway. */
export function createAdminServices(opened: OpenedGateway, needs: ServiceNeeds) {
  const { directory, env, sessions, status, clientChanges, cleanups } = needs;
  const { gateway, custodian, secrets: access, activity, vault, state, configChanges, observation } = opened;
  const file = openConfigFile(directory.config, { backups: directory.backups });
  const config = () => gateway.current().config;
  const secrets = createSecretAdmin(access.store, file);
  const administration = createAdministration({
    dataDirectory: directory.root,
    file,
    look: () => Promise.resolve(createLook()),
    openSecrets: () => Promise.resolve(secrets),
    state: createKeptState(directory.state, () => Promise.resolve(true)),
  });
  const record = createActivityAdmin({ directory: directory.activity, vault, log: activity });
  const imports = createImportAdmin({ openStore: access.store, file, look: createLook() });
  const clients = openClients({
    directory,
    env,
    administration,
    imports: () => Promise.resolve(imports),
    sightings: () => gateway.current().sightings.all(),
  });
  return {
    status,
    approvals: openDesk(gateway, cleanups),
    oauth: createOAuthAdmin(custodian, config),
    secrets,
    administration,
    imports,
    clients,
    activity: { admin: record, record: activity.recordAdminChange },
    sessions,
    timeouts: gateway.current().timeouts,
    gateway,
    policy: createPolicyAdmin({ directory, secrets: access, config, written: activity.flush, log: gateway.log }),
    console: { sessions: createConsoleSessions(state, Date.now), address: () => status().addresses.admin },
    onConfigChange: configChanges.add,
    onClientChange: clientChanges.add,
    ...observation.watch({ gateway, tokens: () => custodian.metrics(), sessions, activity }),
  } satisfies AdminServices;
}
