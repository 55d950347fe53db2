import type { Command } from 'commander';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JsonObject } from '../../../shared/model/json-rpc';
import { CONFIG, configOf, needed } from '../identifiers';
import type { CommandNeeds } from '../leaf-command';
import type { OperationCommand } from '../operation-command';
import { gather } from '../parse-values';
import { readFileOr, readList, readObject } from '../read-input';

interface ServerOptions {
  readonly serverName?: string;
  readonly serverCommand?: string;
  readonly args?: string;
  readonly arg?: readonly string[];
  readonly env?: string;
  readonly tools?: string;
  readonly description?: string;
  readonly settings?: string;
  readonly inputGuardrailsPolicy?: string;
  readonly outputGuardrailsPolicy?: string;
}

interface PolicyOptions {
  readonly policy?: string;
  readonly policyFile?: string;
  readonly inputPolicy?: string;
  readonly inputPolicyFile?: string;
  readonly outputPolicy?: string;
  readonly outputPolicyFile?: string;
}

const SERVER = ['--server-name <name>', 'the server'] as const;
const DESCRIPTION = [
  ['--server-command <program>', 'program to start'],
  ['--args <list>', 'its arguments, with commas between: "-y,@scope/server"'],
  ['--env <json>', 'its environment: {"NAME":"value"}'],
  ['--tools <json>', 'only these tools: {"name":""}; {} for all'],
  ['--description <text>', 'what the server is for'],
  ['--settings <json>', 'further members of its entry, such as {"url":"https://…"}; null takes one away'],
] as const;
const POLICY = [
  ['--policy-file <file>', 'a file with the policy'],
  ['--policy <json>', 'the policy, in the words of the base product or in ours'],
] as const;

const serverOf = (options: ServerOptions) => ({
  ...configOf(options),
  server_name: needed(options.serverName, '--server-name'),
});

const repeatable = (command: Command): Command =>
  command.option('--arg <value>', 'one argument, commas included; repeat it', gather);

function descriptionOf({ serverCommand, args, arg, env, tools, description, settings }: ServerOptions): JsonObject {
  if (args !== undefined && arg !== undefined)
    throw new GatewayError('invalid_params', 'Give --args or --arg, not both');
  const given = {
    server_command: serverCommand,
    args: args === undefined ? arg : readList(args, '--args'),
    env: env === undefined ? undefined : readObject(env, '--env'),
    tools:
      tools === undefined
        ? undefined
        : tools.startsWith('[')
          ? readList(tools, '--tools')
          : readObject(tools, '--tools'),
    description,
    settings: settings === undefined ? undefined : readObject(settings, '--settings'),
  };
  return given;
}

const policyIn = async (options: PolicyOptions, { io }: CommandNeeds) => {
  const { policyFile: file, policy: text } = options;
  const policy = await readFileOr(io, { file, text, option: '--policy' });
  if (policy !== undefined) return policy;
  throw new GatewayError('invalid_params', 'Give --policy-file or --policy');
};

/** Commands about single servers of a set. */
export const SERVER_COMMANDS: readonly OperationCommand[] = [
  {
    words: 'get-server',
    description: 'show a server, secrets masked',
    options: [...CONFIG, SERVER],
    operation: 'servers.get',
    input: serverOf,
  },
  {
    words: 'add-server',
    description: 'add a server to a config',
    options: [
      ...CONFIG,
      SERVER,
      ...DESCRIPTION,
      ['--input-guardrails-policy <json>', 'what is done about what goes to it'],
      ['--output-guardrails-policy <json>', 'what is done about what comes from it'],
    ],
    prepare: repeatable,
    operation: 'servers.add',
    changes: true,
    input: (options: ServerOptions) => {
      const { inputGuardrailsPolicy: input, outputGuardrailsPolicy: output } = options;
      return {
        ...serverOf(options),
        ...descriptionOf(options),
        ...(input === undefined ? {} : { input_guardrails_policy: readObject(input, '--input-guardrails-policy') }),
        ...(output === undefined ? {} : { output_guardrails_policy: readObject(output, '--output-guardrails-policy') }),
      };
    },
  },
  {
    words: 'update-server',
    description: 'change what is given of a server, and keep the rest',
    options: [...CONFIG, SERVER, ...DESCRIPTION],
    prepare: repeatable,
    operation: 'servers.update',
    changes: true,
    input: (options: ServerOptions) => ({ ...serverOf(options), ...descriptionOf(options) }),
  },
  {
    words: 'remove-server',
    description: 'delete a server',
    options: [...CONFIG, SERVER],
    operation: 'servers.remove',
    changes: true,
    input: serverOf,
  },
  ...(['input', 'output'] as const).map((direction): OperationCommand => ({
    words: `update-server-${direction}-guardrails`,
    description: `say what is done about what ${direction === 'input' ? 'goes to' : 'comes from'} a server`,
    options: [...CONFIG, SERVER, ...POLICY],
    operation: direction === 'input' ? 'servers.setInputPolicy' : 'servers.setOutputPolicy',
    changes: true,
    input: async (options: ServerOptions & PolicyOptions, needs: CommandNeeds) => ({
      ...serverOf(options),
      policy: await policyIn(options, needs),
    }),
  })),
  {
    words: 'update-server-guardrails',
    description: 'say both; or with --policy replace the whole policy of a server',
    options: [
      ...CONFIG,
      SERVER,
      ['--input-policy-file <file>', 'a file with the policy for what goes to it'],
      ['--input-policy <json>', 'that policy'],
      ['--output-policy-file <file>', 'a file with the policy for what comes from it'],
      ['--output-policy <json>', 'that policy'],
      ...POLICY,
    ],
    operation: 'servers.setPolicies',
    changes: true,
    input: async (options: ServerOptions & PolicyOptions, { io }: CommandNeeds) => {
      const { inputPolicyFile, inputPolicy, outputPolicyFile, outputPolicy, policyFile, policy } = options;
      return {
        ...serverOf(options),
        input_policy: await readFileOr(io, { file: inputPolicyFile, text: inputPolicy, option: '--input-policy' }),
        output_policy: await readFileOr(io, { file: outputPolicyFile, text: outputPolicy, option: '--output-policy' }),
        policy: await readFileOr(io, { file: policyFile, text: policy, option: '--policy' }),
      };
    },
  },
];
