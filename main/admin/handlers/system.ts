import type { Handlers } from '../../../shared/contract/define';
import type { settings } from '../../../shared/contract/settings';
import type { system } from '../../../shared/contract/system';
import type { Administration } from '../administration';
import type { EnkryptKeyState } from '../settings-admin';
import { requireWrite } from './configs';

const keyView = ({ isSet, secret, updatedAt, guardrails }: EnkryptKeyState) => ({
  is_set: isSet,
  secret,
  ...(updatedAt === undefined ? {} : { updated_at: updatedAt }),
  guardrails: [...guardrails],
});

/** Settings of the gateway as a whole. */
export function settingsHandlers({ settings: work }: Administration): Handlers<typeof settings> {
  return {
    setEnkryptApiKey: async ({ api_key }) => keyView(await work.setEnkryptKey(api_key)),
    getEnkryptApiKey: async () => keyView(await work.enkryptKey()),
    setTelemetry: async (said) => ({ ...(await work.setTelemetry(said)) }),
  };
}

/** The configuration as a whole. */
export function systemHandlers({ system: work, now }: Administration): Handlers<typeof system> {
  return {
    async health() {
      const { issues, warnings, statistics } = await work.health();
      return {
        timestamp: new Date(now()).toISOString(),
        status: issues.length > 0 ? 'issues' : warnings.length > 0 ? 'warnings' : 'healthy',
        issues: [...issues],
        warnings: [...warnings],
        statistics: {
          total_projects: statistics.projects,
          total_users: statistics.users,
          total_configs: statistics.configs,
          total_servers: statistics.servers,
          total_api_keys: statistics.keys,
          disabled_api_keys: statistics.disabledKeys,
        },
      };
    },
    backup: async ({ include_secrets }, caller) => {
      if (include_secrets) requireWrite(caller, 'include_secrets');
      return work.backup({ withSecrets: include_secrets });
    },
    async restore({ backup }) {
      return { state: await work.restore(backup), restored_from: backup.timestamp };
    },
    reset: async () => ({ removed: { ...(await work.reset()) } }),
  };
}
