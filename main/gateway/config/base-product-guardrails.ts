import { z } from 'zod';
import type { GuardrailEntryInput } from '../../../shared/config/gateway-config';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { convertBasePolicies, vendorPolicies, type ConvertedPolicy } from './base-product-policy';
import { parseConfigText } from './read-config-text';

const ServerEntry = z.looseObject({ server_name: z.string() });
const Detectors = z.record(z.string(), z.unknown());
const BaseConfig = z.looseObject({
  mcp_configs: z.record(
    z.string(),
    z.looseObject({ mcp_config_name: z.string().optional(), mcp_config: z.array(ServerEntry) }),
  ),
  plugins: z
    .looseObject({
      guardrails: z
        .looseObject({
          provider: z.string().default('enkrypt'),
          config: z
            .looseObject({
              base_url: z.string().optional(),
              registration_validation: z
                .looseObject({
                  custom_detectors: z.boolean().default(false),
                  server_detectors: Detectors.optional(),
                  tool_detectors: Detectors.optional(),
                })
                .optional(),
              threshold: z.number().optional(),
              block_categories: z.array(z.string()).optional(),
              blocked_keywords: z.array(z.string()).optional(),
              case_sensitive: z.boolean().optional(),
            })
            .prefault({}),
        })
        .prefault({}),
    })
    .prefault({}),
});
type BaseConfig = z.output<typeof BaseConfig>;
type Provider = BaseConfig['plugins']['guardrails'];

/** The guardrails and policies of an `enkrypt_mcp_config.json` in our words. */
export interface ConvertedGuardrails {
  /** Behind `local`, which the base product has no counterpart of. Credentials are references, never copied. */
  readonly guardrails: readonly GuardrailEntryInput[];
  /** By config and server name. */
  readonly policies: Readonly<Record<string, Readonly<Record<string, ConvertedPolicy>>>>;
  readonly notes: readonly string[];
}

/** Throws `config_invalid`, naming the places, for a file that is none. */
export function convertBaseGuardrails(text: string, path: string): ConvertedGuardrails {
  const parsed = BaseConfig.safeParse(parseConfigText(text, path));
  if (!parsed.success) throw notABaseConfig(path, parsed.error);
  const { mcp_configs, plugins } = parsed.data;
  try {
    const policies = Object.fromEntries(
      Object.entries(mcp_configs).map(([id, { mcp_config_name, mcp_config }]) => [
        mcp_config_name ?? id,
        Object.fromEntries(mcp_config.map((server) => [server.server_name, convertBasePolicies(server)])),
      ]),
    );
    const servers = Object.values(mcp_configs).flatMap(({ mcp_config }) => mcp_config);
    const { entries, notes } = entriesFor(plugins.guardrails, servers);
    return { guardrails: [{ name: 'local', use: 'local' }, ...entries], policies, notes };
  } catch (failure) {
    throw failure instanceof z.ZodError ? notABaseConfig(path, failure) : failure;
  }
}

function notABaseConfig(path: string, { issues }: z.ZodError): GatewayError {
  const reasons = issues.map(({ path: at, message }) => `${at.join('.') || 'the file'}: ${message}`);
  const message = `${path} is not a configuration of the base product: ${reasons.join('; ')}`;
  return new GatewayError('config_invalid', message, { path });
}

interface Entries {
  readonly entries: readonly GuardrailEntryInput[];
  readonly notes: readonly string[];
}

function entriesFor({ provider, config }: Provider, servers: readonly z.output<typeof ServerEntry>[]): Entries {
  const { threshold, block_categories: categories, blocked_keywords: words, case_sensitive: caseSensitive } = config;
  switch (provider) {
    case 'enkrypt':
      return { entries: enkryptEntries(config, servers), notes: [] };
    case 'openai':
    case 'openai_moderation': {
      const options = { apiKey: '${env:OPENAI_API_KEY}', ...given({ threshold, categories }) };
      return { entries: [{ name: 'openai-moderation', use: 'openai-moderation', options }], notes: [] };
    }
    case 'custom_keyword':
      return {
        entries: [{ name: 'keywords', use: 'custom-keyword', options: given({ words, caseSensitive }) }],
        notes: [],
      };
    default:
      return { entries: [], notes: [`plugins.guardrails.provider "${provider}" has no counterpart here`] };
  }
}

/** One for each policy at the vendor and set of phases; the servers that name it are listed with it. */
function enkryptEntries(config: Provider['config'], servers: readonly z.output<typeof ServerEntry>[]) {
  const named = new Map<
    string,
    { readonly policy: string; readonly phases: readonly string[]; readonly servers: string[] }
  >();
  for (const server of servers) {
    for (const { name, phases } of vendorPolicies(server)) {
      const key = JSON.stringify([name, phases]);
      const one = named.get(key) ?? { policy: name, phases, servers: [] };
      if (!one.servers.includes(server.server_name)) one.servers.push(server.server_name);
      named.set(key, one);
    }
  }
  const { base_url: baseUrl, registration_validation: registration } = config;
  const detectors =
    registration?.custom_detectors === true
      ? given({ serverDetectors: registration.server_detectors, toolDetectors: registration.tool_detectors })
      : {};
  const options = { apiKey: '${env:ENKRYPT_API_KEY}', ...given({ baseUrl }), ...detectors };
  return [...named.values()].map(({ policy, phases, servers: only }): GuardrailEntryInput => {
    const name = `enkrypt ${policy} (${phases.join(', ')})`.slice(0, 100);
    return {
      name,
      use: 'enkrypt',
      options: { ...options, policy },
      phases: phases as GuardrailEntryInput['phases'],
      servers: only,
    };
  });
}

/** Without what was not said. */
function given(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
