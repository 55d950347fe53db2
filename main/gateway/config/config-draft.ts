import type { GatewayConfigInput } from '../../../shared/config/gateway-config';

/** The user's file as plain JSON, without defaults: what is changed here is all that changes in the file. */
export type ConfigDraft = GatewayConfigInput;

export const DEFAULT_ID = 'default';
export const FIRST_USER_ID = 'me';

/** What a new file begins with: one user, one project, one empty set of servers. */
export function blankConfig(): ConfigDraft {
  return {
    version: 1,
    users: { [FIRST_USER_ID]: { name: 'Me' } },
    projects: { [DEFAULT_ID]: { name: 'Default', configId: DEFAULT_ID, userIds: [FIRST_USER_ID] } },
    configs: { [DEFAULT_ID]: { name: 'Default', servers: {} } },
    keys: {},
  };
}
