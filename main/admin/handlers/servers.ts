import type { Handlers } from '../../../shared/contract/define';
import type { servers } from '../../../shared/contract/servers';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JsonObject } from '../../../shared/model/json-rpc';
import type { Administration } from '../administration';
import { entryNamed } from '../choose';
import type { PolicyChange, ServerPlace } from '../server-entry-admin';
import { isBasePolicy } from '../server-policy';
import { rawSet } from './configs';

/** The servers of a set. */
export function serverHandlers(admin: Administration): Handlers<typeof servers> {
  const { serverEntries } = admin;

  async function setPolicies(place: ServerPlace, change: PolicyChange) {
    const { configId, policy, notes } = await serverEntries.setPolicies(place, change);
    return { server_name: place.server, config_id: configId, policy, notes: [...notes] };
  }

  return {
    async add({ config_identifier, server_name, server_command, oauth_config, ...given }) {
      const { input_guardrails_policy, output_guardrails_policy, tool_guardrails_policy, ...rest } = given;
      const { enable_server_info_validation, ...description } = rest;
      const policies = withoutAbsent({
        input: input_guardrails_policy,
        output: output_guardrails_policy,
        tool: tool_guardrails_policy,
      });
      const { configId, notes } = await serverEntries.add(
        { config: config_identifier, server: server_name },
        {
          command: server_command,
          ...description,
          policies,
          validatesInfo: enable_server_info_validation,
          oauth: oauth_config,
        },
      );
      return { config_id: configId, server_name, notes: [...notes] };
    },
    async get({ config_identifier, server_name }) {
      const { servers: entries } = await rawSet(admin, config_identifier, false);
      return { ...(entryNamed('server', entries, server_name) as JsonObject), server_name };
    },
    async update({ config_identifier, server_name, server_command, ...description }) {
      const place = { config: config_identifier, server: server_name };
      const entry = await serverEntries.update(place, { command: server_command, ...description });
      return { ...(await admin.masks()).maskServer(entry), server_name };
    },
    async remove({ config_identifier, server_name }) {
      const { configId } = await serverEntries.remove({ config: config_identifier, server: server_name });
      return { config_id: configId, server_name };
    },
    setInputPolicy: ({ config_identifier, server_name, policy }) =>
      setPolicies({ config: config_identifier, server: server_name }, { slots: { input: policy } }),
    setOutputPolicy: ({ config_identifier, server_name, policy }) =>
      setPolicies({ config: config_identifier, server: server_name }, { slots: { output: policy } }),
    async setPolicies({ config_identifier, server_name, input_policy, output_policy, tool_policy, policy }) {
      const slots = withoutAbsent({ input: input_policy, output: output_policy, tool: tool_policy });
      if (Object.keys(slots).length === 0 && policy === undefined) {
        throw new GatewayError('invalid_params', 'Give "input_policy", "output_policy", "tool_policy" or "policy"');
      }
      if (isBasePolicy(policy)) {
        throw new GatewayError('invalid_params', 'Say with "input_policy" or "output_policy" which direction is meant');
      }
      const place = { config: config_identifier, server: server_name };
      return setPolicies(place, { slots, ...(policy === undefined ? {} : { whole: policy }) });
    },
  };
}

function withoutAbsent<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
