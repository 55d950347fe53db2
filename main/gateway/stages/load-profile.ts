import type { GatewayConfig } from '../../../shared/config/gateway-config';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { curationFor } from '../curation/profile-curation';
import type { AuthenticatedArrival, Profile, Visitor } from './request-states';

/**
 * What the principal may see: the enabled servers of its project’s config. A principal whose project, user or
 * membership is gone is refused here, whatever its provider said.
 */
export function loadProfile(arrival: AuthenticatedArrival, config: GatewayConfig): Visitor {
  const profile = profileOf(arrival, config);
  if (arrival.face.kind === 'server' && !profile.servers.has(arrival.face.server)) {
    // What is hidden does not exist: the same words for a server of another project and for none at all.
    throw new GatewayError('unknown_server', `There is no server "${arrival.face.server}" here`, {
      server: arrival.face.server,
    });
  }
  return { ...arrival, stage: 'admitted', profile };
}

function profileOf({ principal }: AuthenticatedArrival, config: GatewayConfig): Profile {
  const project = config.projects[principal.projectId];
  if (project === undefined || config.users[principal.userId] === undefined) {
    throw new GatewayError('invalid_credentials', 'The key’s project or user no longer exists');
  }
  if (!project.userIds.includes(principal.userId)) {
    throw new GatewayError('insufficient_permissions', 'The key’s user is not a member of its project');
  }
  const set = project.configId === undefined ? undefined : config.configs[project.configId];
  if (project.configId === undefined || set === undefined) {
    throw new GatewayError('config_missing', `Project "${project.name}" has no config`);
  }
  const exposure = config.keys[principal.keyId]?.exposure ?? project.exposure;
  const { configId } = project;
  const curation = curationFor(config, { configId, projectId: principal.projectId, keyId: principal.keyId });
  const profile = { configId, servers: enabledServers(set.servers), exposure };
  return curation === undefined ? profile : { ...profile, curation };
}

const enabledByServers = new WeakMap<object, ReadonlySet<string>>();

/** A configuration never changes once it is in force, so this is worked out once for each. */
function enabledServers(servers: GatewayConfig['configs'][string]['servers']): ReadonlySet<string> {
  const known = enabledByServers.get(servers);
  if (known !== undefined) return known;
  const enabled = new Set(Object.keys(servers).filter((name) => servers[name]?.enabled === true));
  enabledByServers.set(servers, enabled);
  return enabled;
}
