import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';

/** Other spellings of a call that models were taught; the first of each list is ours. */
export const NAME_SPELLINGS = ['name', 'tool_name', 'tool', 'function', 'function_name', 'function_id'] as const;
export const ARGUMENT_SPELLINGS = [
  'args',
  'arguments',
  'tool_arguments',
  'tool_input_arguments',
  'tool_args',
  'tool_input_args',
  'parameters',
  'input',
  'params',
] as const;

export interface ToolCallEntry {
  readonly name: string;
  readonly args: JsonObject;
}

/** Reads one entry of `tool_calls`. Two spellings that disagree are refused: what was checked must be what runs. */
export function readToolCall(entry: unknown): ToolCallEntry {
  if (!isJsonObject(entry))
    throw new GatewayError('invalid_arguments', 'A tool call must be an object with "name" and "args"');
  const name = oneOf(entry, NAME_SPELLINGS);
  if (typeof name !== 'string' || name === '') throw new GatewayError('invalid_arguments', 'No tool_name provided');
  const args = oneOf(entry, ARGUMENT_SPELLINGS) ?? {};
  if (!isJsonObject(args))
    throw new GatewayError('invalid_arguments', `"args" of ${name} must be an object`, { tool: name });
  return { name, args };
}

function oneOf(entry: JsonObject, spellings: readonly string[]): unknown {
  const given = spellings.filter((spelling) => entry[spelling] !== undefined && entry[spelling] !== null);
  const values = new Set(given.map((spelling) => JSON.stringify(entry[spelling])));
  if (values.size > 1)
    throw new GatewayError('invalid_arguments', `${given.join(' and ')} say different things; use one`);
  const [first] = given;
  return first === undefined ? undefined : entry[first];
}
