import type { GatewayKey, Project, User } from '../../../shared/config/gateway-config';

/** Keys, projects and users of the configuration that a request runs under. */
export interface IdentityDirectory {
  readonly keys: Readonly<Record<string, GatewayKey>>;
  readonly projects: Readonly<Record<string, Project>>;
  readonly users: Readonly<Record<string, User>>;
}
