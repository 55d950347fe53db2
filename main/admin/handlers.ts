import type { AdminHandlers } from '../../shared/contract/contract';
import type { GatewayStatus } from '../../shared/model/status';
import type { AdminChange } from '../../shared/model/activity-line';
import type { ActivityAdmin } from './activity-admin';
import type { Administration } from './administration';
import type { Gateway } from '../gateway/gateway';
import type { SessionStore } from '../gateway/inbound/session-store';
import type { Metrics } from '../gateway/metrics/metrics';
import type { MetricsPage } from '../gateway/ports/telemetry-sink';
import type { TimeoutManager } from '../gateway/timeouts/timeout-manager';
import type { ApprovalAdmin } from './approval-admin';
import type { ClientAdmin } from './clients/client-admin';
import type { ClientChange } from './clients/watch-clients';
import { adminKeyHandlers } from './handlers/admin-keys';
import { activityHandlers } from './handlers/activity';
import { approvalHandlers } from './handlers/approvals';
import { cacheHandlers } from './handlers/cache';
import { clientHandlers } from './handlers/clients';
import { configHandlers } from './handlers/configs';
import { type ConsoleAccess, consoleHandlers } from './handlers/console';
import { importHandlers } from './handlers/imports';
import { keyHandlers } from './handlers/keys';
import { oauthHandlers } from './handlers/oauth';
import { limitHandlers, sessionHandlers, timeoutHandlers, upstreamHandlers } from './handlers/operation';
import { type PolicyAdmin, policyHandlers } from './handlers/policy';
import { projectHandlers } from './handlers/projects';
import { secretHandlers } from './handlers/secrets';
import { serverHandlers } from './handlers/servers';
import { settingsHandlers, systemHandlers } from './handlers/system';
import { toolHandlers } from './handlers/tools';
import { userHandlers } from './handlers/users';
import type { ImportAdmin } from './import-admin';
import type { OAuthAdmin } from './oauth-admin';
import type { SecretAdmin } from './secret-admin';

/** Who does what people ask for. What is absent is not offered over this door. */
export interface AdminServices {
  readonly status: () => GatewayStatus;
  readonly approvals?: ApprovalAdmin;
  readonly oauth?: OAuthAdmin;
  readonly secrets?: SecretAdmin;
  readonly administration?: Administration;
  readonly imports?: ImportAdmin;
  readonly clients?: ClientAdmin;
  readonly sessions?: SessionStore;
  readonly timeouts?: TimeoutManager;
  /** What `/metrics` shows, if the configuration wants it shown. */
  readonly metricsPage?: () => MetricsPage | undefined;
  readonly metrics?: Metrics;
  readonly console?: ConsoleAccess;
  readonly gateway?: Gateway;
  readonly policy?: PolicyAdmin;
  /** Calls back whenever another configuration is in force, until the returned function is called. */
  readonly onConfigChange?: (listener: () => void) => () => void;
  /** Calls back when it stands otherwise with a connected client, until the returned function is called. */
  readonly onClientChange?: (listener: (change: ClientChange) => void) => () => void;
  readonly activity?: {
    readonly admin: ActivityAdmin;
    /** Puts a change that somebody made into the record. */
    readonly record: (change: AdminChange) => void;
  };
}

/** Gathers what answers the contract. */
export function gatherHandlers(services: AdminServices): Partial<AdminHandlers> {
  const { status, approvals, oauth, secrets, administration, imports, clients, activity } = services;
  const { sessions, timeouts, gateway, policy } = services;
  return {
    status: { get: async () => status() },
    ...(approvals === undefined ? {} : approvalHandlers(approvals)),
    ...(activity === undefined ? {} : { activity: activityHandlers(activity.admin) }),
    ...(oauth === undefined ? {} : oauthHandlers(oauth)),
    ...(secrets === undefined ? {} : { secrets: secretHandlers(secrets) }),
    ...(administration === undefined ? {} : administrationHandlers(administration)),
    ...(imports === undefined ? {} : { imports: importHandlers(imports) }),
    ...(clients === undefined ? {} : { clients: clientHandlers(clients) }),
    ...(sessions === undefined ? {} : { sessions: sessionHandlers(sessions) }),
    ...(timeouts === undefined ? {} : { timeouts: timeoutHandlers(timeouts) }),
    ...(gateway === undefined ? {} : gatewayHandlers(gateway)),
    ...(gateway === undefined || sessions === undefined ? {} : { limits: limitHandlers(gateway, sessions) }),
    ...(policy === undefined || administration === undefined
      ? {}
      : { policy: policyHandlers(policy, administration.ownPolicies) }),
    ...(services.console === undefined ? {} : { console: consoleHandlers(services.console) }),
  };
}

/** What answers for a running gateway. */
function gatewayHandlers(gateway: Gateway) {
  return { cache: cacheHandlers(gateway), upstreams: upstreamHandlers(gateway), tools: toolHandlers(gateway) };
}

/** What answers for the files of a data directory, whether or not a gateway runs. */
export function administrationHandlers(admin: Administration) {
  return {
    configs: configHandlers(admin),
    servers: serverHandlers(admin),
    projects: projectHandlers(admin),
    users: userHandlers(admin),
    keys: keyHandlers(admin),
    adminKeys: adminKeyHandlers(admin),
    settings: settingsHandlers(admin),
    system: systemHandlers(admin),
  };
}
