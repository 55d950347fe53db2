import { readFile } from 'node:fs/promises';
import type { ArgumentRule } from '../shared/config/argument-rules';
import { GatewayConfig } from '../shared/config/gateway-config';
import { Policy } from '../shared/config/policy';
import { describeCause } from '../shared/errors/errno';
import { GatewayError } from '../shared/errors/gateway-error';
import { checkPolicyRules } from './gateway/config/check-argument-rules';
import { describeProblems } from './gateway/config/describe-issue';
import { configInvalid, loadConfig } from './gateway/config/load-config';
import { parseConfigText } from './gateway/config/read-config-text';
import type { Logger } from './gateway/ports/logger';
import { createInspector, type Inspector } from './inspector';
import { createReferenceResolver } from './gateway/upstream/resolve-references';
import type { SecretAccess } from './secret-access';
import { builtinPlugins } from './plugins/builtin';
import { createRegistry } from './plugins/registry';
import { detectorWorkerPath } from './shipped-path';

export interface InspectorChoice {
  readonly dataDirectory: string;
  /** Absent: there are no secrets. */
  readonly secrets?: SecretAccess;
  /** Absent, as is `config`: no configuration, only what ships. */
  readonly configPath?: string;
  /** One that was read already. */
  readonly config?: GatewayConfig;
  /** A file with a policy that is laid over the global one. */
  readonly policyPath?: string;
  /** The same, read already. */
  readonly policy?: unknown;
  readonly log: Logger;
}

/** Throws `config_missing` or `config_invalid`, naming the file and the place, when a file cannot be used. */
export async function openInspector(choice: InspectorChoice): Promise<Inspector> {
  const { dataDirectory, policyPath, log } = choice;
  const base = await baseConfig(choice);
  const given = policyPath === undefined ? choice.policy : await readJson(policyPath);
  const over = given === undefined ? undefined : readPolicy(given, policyPath ?? 'The policy');
  const config = over === undefined ? base : { ...base, policy: layered(base.policy ?? {}, over) };
  const registry = createRegistry(builtinPlugins);
  const resolve = createReferenceResolver(choice.secrets === undefined ? {} : { readSecret: choice.secrets.read });
  return createInspector({ config, registry, dataDirectory, detectorWorkerPath: detectorWorkerPath(), resolve, log });
}

async function baseConfig({ config, configPath }: InspectorChoice): Promise<GatewayConfig> {
  if (config !== undefined) return config;
  return configPath === undefined ? GatewayConfig.parse({ version: 1 }) : (await loadConfig(configPath)).config;
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new GatewayError('config_missing', `${path} cannot be read: ${describeCause(cause)}`, { path }, { cause });
  }
  return parseConfigText(text, path);
}

function readPolicy(value: unknown, path: string): Policy {
  const problems = describeProblems(Policy, value);
  if (problems.length > 0) throw configInvalid(path, problems);
  const policy = Policy.parse(value);
  const further = checkPolicyRules(policy);
  if (further.length > 0) throw configInvalid(path, further);
  return policy;
}

const isNotReplaced =
  ({ argumentRules = [] }: Policy) =>
  ({ id }: ArgumentRule): boolean =>
    id === undefined || argumentRules.every((rule) => rule.id !== id);

/** Detectors that the upper policy speaks of are spoken of by it alone. */
function layered(lower: Policy, upper: Policy): Policy {
  return {
    ...lower,
    ...upper,
    detectors: { ...lower.detectors, ...upper.detectors },
    redaction: { ...lower.redaction, ...upper.redaction },
    argumentRules: [...(lower.argumentRules ?? []).filter(isNotReplaced(upper)), ...(upper.argumentRules ?? [])],
  };
}
