import type { z } from 'zod';
import { type Caller, type Contract, findOperation, type Operation } from '../../shared/contract/define';
import { GatewayError } from '../../shared/errors/gateway-error';
import { parseInput } from './parse-input';

/** Runs an operation by its name, such as `approvals.list`; throws what is to be reported to the caller. */
export type Dispatch = (name: string, input: unknown, caller: Caller) => Promise<unknown>;

/** What answers, by group and name; a door may lack some. */
export type AnyHandlers = Readonly<
  Record<string, Readonly<Record<string, (input: never, caller: Caller) => Promise<unknown>>> | undefined>
>;

/** Finds the operation, checks the scope, reads the input, runs the handler, checks the output. Every door ends here. */
export function createDispatch(contract: Contract, handlers: AnyHandlers): Dispatch {
  return async (name, input, caller) => {
    const operation = findOperation(contract, name);
    const handler = operation && handlerOf(handlers, name);
    if (operation === undefined || handler === undefined) {
      throw new GatewayError('unknown_method', `There is no operation "${name.slice(0, 100)}"`);
    }
    if (!caller.scopes.has(operation.scope)) {
      throw new GatewayError(
        'insufficient_permissions',
        `${name} needs a credential with the scope "${operation.scope}"`,
      );
    }
    const read = readInput(operation, input);
    return operation.output.parse(await handler(read as never, caller));
  };
}

export function handlerOf(
  handlers: AnyHandlers,
  name: string,
): AnyHandlers[string] extends infer H ? NonNullable<H>[keyof NonNullable<H>] | undefined : never {
  const [group = '', operation = ''] = name.split('.');
  const found = Object.hasOwn(handlers, group) ? handlers[group] : undefined;
  return found !== undefined && Object.hasOwn(found, operation) ? found[operation] : undefined;
}

/** What was wrong with a secret is not repeated: it may be the secret. */
function readInput({ input: schema, isSecret }: Operation, input: unknown): unknown {
  if (isSecret !== true) return parseInput(schema, input);
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const members = Object.keys((schema as z.ZodObject).shape).map((member) => `"${member}"`);
  throw new GatewayError('invalid_params', `The input must be an object with ${members.join(', ')} and nothing else`);
}
