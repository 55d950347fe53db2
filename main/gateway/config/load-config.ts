import type { GatewayConfig } from '../../../shared/config/gateway-config';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { formatProblem, type ConfigProblem } from './config-problem';
import { explainConfig } from './explain-config';
import { parseConfigText, readConfigText, type FileStamp } from './read-config-text';

export interface LoadedConfig {
  readonly config: GatewayConfig;
  /** Of exactly the file state that `config` was read from. */
  readonly stamp: FileStamp;
}

/** Reads, migrates and validates a configuration; throws `config_missing` or `config_invalid`. */
export async function loadConfig(path: string): Promise<LoadedConfig> {
  const { text, stamp } = await readConfigText(path);
  const { config, problems } = explainConfig(parseConfigText(text, path));
  if (problems === undefined) return { config, stamp };
  throw configInvalid(path, problems);
}

/** One clear sentence with the number of problems and the first one; all of them in `detail.problems`. */
export function configInvalid(path: string, problems: readonly ConfigProblem[]): GatewayError {
  const [first] = problems;
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems; the first`;
  const message = `${path} has ${count}: ${first === undefined ? 'unknown' : formatProblem(first)}`;
  return new GatewayError('config_invalid', message, { path, problems });
}
