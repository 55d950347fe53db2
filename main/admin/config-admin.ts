import { GatewayError } from '../../shared/errors/gateway-error';
import type { ConfigProblem } from '../gateway/config/config-problem';
import type { ConfigDraft } from '../gateway/config/config-draft';
import type { ConfigFile } from '../gateway/config/config-file';
import { createFirstConfig, firstConfig } from '../gateway/config/first-run';
import { loadConfig } from '../gateway/config/load-config';
import { parsePath, setAt, unsetAt } from './setting-path';

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
  /** The file as it stands, without defaults, valid or not. */
  raw(): Promise<ConfigDraft>;
  /**
   * Begins a configuration that works at once, as the first start does; resolves with the text of its key. Throws
   * `config_rejected` where there is one that is not to be replaced.
   */
  generate(options: { readonly overwrite: boolean }): Promise<string>;
  /** Sets one setting, also in a file that is not valid, if less is wrong with it then. */
  set(place: string, value: unknown): Promise<void>;
  /** Takes one setting away; the same holds. */
  unset(place: string): Promise<void>;
}

/** What may be done with the configuration as a whole. */
export function createConfigAdmin(file: ConfigFile, now: () => number): ConfigAdmin {
  const configPath = file.path;
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
    raw: () => file.raw(),
    async generate({ overwrite }) {
      if (overwrite) {
        const { config, key } = firstConfig(now());
        await file.replace(config);
        return key;
      }
      const key = await createFirstConfig(configPath, now);
      if (key !== undefined) return key;
      throw new GatewayError('config_rejected', `There already is a configuration at ${configPath}`, {
        path: configPath,
      });
    },
    async set(place, value) {
      const path = parsePath(place);
      await file.update((draft) => setAt(draft, path, value));
    },
    async unset(place) {
      const path = parsePath(place);
      await file.update((draft) => unsetAt(draft, path));
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
