import { GatewayError } from '../../shared/errors/gateway-error';
import type { ConfigProblem } from '../gateway/config/config-problem';
import { loadConfig } from '../gateway/config/load-config';

export interface ConfigReport {
  readonly path: string;
  readonly valid: boolean;
  readonly problems: readonly ConfigProblem[];
  /** What a valid file holds. */
  readonly counts?: Readonly<Record<'configs' | 'servers' | 'projects' | 'users' | 'keys' | 'guardrails', number>>;
}

export interface ConfigAdmin {
  /** The configuration file of this data directory. */
  readonly path: string;
  /** Judges a file, by default the configuration; throws `config_missing` only when there is none. */
  validate(path?: string): Promise<ConfigReport>;
}

/** What may be done with the configuration as a whole. */
export function createConfigAdmin(configPath: string): ConfigAdmin {
  return {
    path: configPath,
    async validate(path = configPath) {
      try {
        return await describe(path);
      } catch (thrown) {
        if (!(thrown instanceof GatewayError) || thrown.code !== 'config_invalid') throw thrown;
        return { path, valid: false, problems: problemsOf(thrown) };
      }
    },
  };
}

async function describe(path: string): Promise<ConfigReport> {
  const { config } = await loadConfig(path);
  const sets = Object.values(config.configs);
  const counts = {
    configs: sets.length,
    servers: sets.reduce((sum, { servers }) => sum + Object.keys(servers).length, 0),
    projects: Object.keys(config.projects).length,
    users: Object.keys(config.users).length,
    keys: Object.keys(config.keys).length,
    guardrails: config.guardrails.length,
  };
  return { path, valid: true, problems: [], counts };
}

function problemsOf(error: GatewayError): readonly ConfigProblem[] {
  const { problems } = error.detail;
  return Array.isArray(problems) ? (problems as ConfigProblem[]) : [{ path: '', message: error.message }];
}
