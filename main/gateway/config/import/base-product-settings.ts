import type { GatewayConfigInput } from '../../../../shared/config/gateway-config';
import { isJsonObject, type JsonObject } from '../../../../shared/model/json-rpc';
import { isUrl } from '../../../../shared/text/is-url';
import { collectorOptions, withCollector } from '../base-product-telemetry';
import { convertBaseCache, isCacheMember } from './base-product-cache';
import type { ImportReport } from './import-report';

const TIMEOUTS: Readonly<Record<string, string>> = {
  default_timeout: 'default',
  guardrail_timeout: 'guardrail',
  auth_timeout: 'auth',
  tool_execution_timeout: 'tool_execution',
  discovery_timeout: 'discovery',
  cache_timeout: 'cache',
  connectivity_timeout: 'connectivity',
};
const ESCALATION: Readonly<Record<string, string>> = {
  warn_threshold: 'warn',
  timeout_threshold: 'timeout',
  fail_threshold: 'fail',
};

/** Why a key has nothing to become. */
const LEFT: Readonly<Record<string, string>> = {
  enkrypt_log_level: 'is an option of the start: --log-level',
  enkrypt_base_url: 'is an option of the guardrail "enkrypt"',
  enkrypt_api_key: 'is an option of the guardrail "enkrypt"',
  enkrypt_use_remote_mcp_config:
    'the configuration is this file; keys of the vendor are taken by the provider "enkrypt" of "auth"',
  enkrypt_remote_mcp_gateway_name: 'is an option of the provider "enkrypt" of "auth"',
  enkrypt_remote_mcp_gateway_version: 'is an option of the provider "enkrypt" of "auth"',
  enkrypt_async_input_guardrails_enabled: 'requests are judged before they are sent, always',
  enkrypt_async_output_guardrails_enabled: 'results are judged before they are handed out, always',
  adherence_threshold: 'is a threshold of the policy: say it for the detector "adherence"',
  relevancy_threshold: 'is a threshold of the policy: say it for the detector "relevancy"',
  auth_plugins: 'say it in "auth"',
};

/** The gateway-wide settings and the plugins (base product §2.3, §2.4). */
export function convertBaseSettings(value: JsonObject, report: ImportReport): Partial<GatewayConfigInput> {
  const common = isJsonObject(value['common_mcp_gateway_config']) ? value['common_mcp_gateway_config'] : {};
  for (const name of Object.keys(common)) {
    if (name === 'timeout_settings' || name === 'enkrypt_telemetry' || isCacheMember(name)) continue;
    const why = Object.hasOwn(LEFT, name) ? (LEFT[name] ?? '') : 'is not known';
    report.left(`common_mcp_gateway_config.${name}`, why);
  }
  sayPlugins(isJsonObject(value['plugins']) ? value['plugins'] : {}, report);
  const telemetry = convertTelemetry(value, common, report);
  const timeouts = convertTimeouts(common['timeout_settings'], report);
  return {
    ...convertBaseCache(common, report),
    ...(telemetry === undefined ? {} : { telemetry }),
    ...(Object.keys(timeouts).length === 0 ? {} : { timeouts }),
  };
}

function convertTimeouts(given: unknown, report: ImportReport): NonNullable<GatewayConfigInput['timeouts']> {
  if (!isJsonObject(given)) return {};
  const place = 'common_mcp_gateway_config.timeout_settings';
  const pick = (from: JsonObject, names: Readonly<Record<string, string>>, at: string): Record<string, number> =>
    Object.fromEntries(
      Object.entries(from).flatMap(([name, seconds]): [string, number][] => {
        if (name === 'escalation_policies') return [];
        const ours = Object.hasOwn(names, name) ? names[name] : undefined;
        if (ours === undefined || typeof seconds !== 'number' || seconds <= 0) {
          report.left(`${at}.${name}`, ours === undefined ? 'is not known' : 'is no number above 0');
          return [];
        }
        report.taken(`${at}.${name}`);
        return [[ours, seconds]];
      }),
    );
  const limits = pick(given, TIMEOUTS, place);
  const policies = given['escalation_policies'];
  const escalation = isJsonObject(policies) ? pick(policies, ESCALATION, `${place}.escalation_policies`) : {};
  return { ...limits, ...(Object.keys(escalation).length === 0 ? {} : { escalation }) };
}

/** One provider there, a list of them here; `enkrypt_telemetry` is where older versions have the same. */
function convertTelemetry(value: JsonObject, common: JsonObject, report: ImportReport) {
  const plugins = isJsonObject(value['plugins']) ? value['plugins'] : {};
  const older = common['enkrypt_telemetry'];
  const place =
    plugins['telemetry'] === undefined ? 'common_mcp_gateway_config.enkrypt_telemetry' : 'plugins.telemetry';
  const given =
    plugins['telemetry'] ?? (older === undefined ? undefined : { provider: 'opentelemetry', config: older });
  if (given === undefined) return undefined;
  const provider = isJsonObject(given) ? given['provider'] : undefined;
  const config = isJsonObject(given) && isJsonObject(given['config']) ? given['config'] : {};
  if (provider !== 'opentelemetry' && provider !== 'otel') {
    report.left(place, `"${String(provider).slice(0, 40)}" is not known; metrics are served at /metrics`);
    return undefined;
  }
  return telemetryOf(config, place, report);
}

function telemetryOf(config: JsonObject, place: string, report: ImportReport) {
  const { enabled, url, insecure, service_name, job_name, ...others } = config;
  for (const name of Object.keys(others)) report.left(`${place}.config.${name}`, 'is not known');
  const text = (given: unknown) => (typeof given === 'string' && given !== '' ? given : undefined);
  const address = text(url);
  // Plain HTTP went to other machines without a word there; here it has to be said.
  const isPlain = insecure === true || address?.startsWith('http:') === true;
  const words = { url: address, insecure: isPlain, service_name: text(service_name), job_name: text(job_name) };
  const options = collectorOptions(words);
  const entry = { options, enabled: enabled !== false };
  const problem = address === undefined ? undefined : problemOf(String(options['url']));
  if (problem !== undefined) {
    report.left(place, problem);
    return undefined;
  }
  report.changed(place, 'is the provider "opentelemetry" of "telemetry"');
  return withCollector(undefined, () => entry);
}

const problemOf = (url: string): string | undefined => (isUrl(url) ? undefined : 'has a "url" that is none');

function sayPlugins({ auth, guardrails, telemetry: _, ...others }: JsonObject, report: ImportReport): void {
  const providerOf = (plugin: unknown): string => (isJsonObject(plugin) ? String(plugin['provider'] ?? '') : '');
  if (auth !== undefined) {
    const provider = providerOf(auth);
    if (provider === 'local_apikey' || provider === 'enkrypt') report.taken('plugins.auth');
    else report.left('plugins.auth', `"${provider.slice(0, 40)}" is not known; gateway keys are used`);
  }
  if (guardrails !== undefined) report.taken('plugins.guardrails');
  for (const name of Object.keys(others)) report.left(`plugins.${name}`, 'is not known');
}
