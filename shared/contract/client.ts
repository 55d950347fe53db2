import { type Contract, type ContractClient, type Operation } from './define';

/** Carries an operation to the gateway and brings its raw output back. */
export type Carry = (name: string, operation: Operation, input: unknown) => Promise<unknown>;

/** Builds the client by walking the contract once. What comes back is parsed, so that another version is noticed here. */
export function createContractClient<C extends Contract>(contract: C, carry: Carry): ContractClient<C> {
  const groups = Object.entries(contract).map(([group, operations]) => {
    const calls = Object.entries(operations).map(([name, operation]) => {
      const call = async (input: unknown): Promise<unknown> =>
        operation.output.parse(await carry(`${group}.${name}`, operation, input));
      return [name, call] as const;
    });
    return [group, Object.fromEntries(calls)] as const;
  });
  return Object.fromEntries(groups) as ContractClient<C>;
}
