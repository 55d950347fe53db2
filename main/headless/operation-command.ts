import type { Command } from 'commander';
import type { JsonObject } from '../../shared/model/json-rpc';
import { describeData } from './describe-data';
import { addAnswerOptions, answering, DRY_RUN, type Answer, type CommandNeeds, type Invocation } from './leaf-command';
import { describePlan } from './describe-plan';
import { passphraseAsker } from './read-secret';

export type Options = Readonly<Record<string, string | undefined>> & {
  readonly dryRun?: true;
  readonly [flag: string]: string | true | readonly string[] | undefined;
};

/** A command that runs one operation of the contract. */
export interface OperationCommand {
  readonly words: string;
  readonly description: string;
  /** Flags and what they mean, besides the common ones. */
  readonly options?: readonly (readonly [flags: string, description: string])[];
  readonly operation: string;
  /** It changes something, so it can be run dry. */
  readonly changes?: true;
  readonly input: (options: never, needs: CommandNeeds) => JsonObject | Promise<JsonObject>;
  /** What is made of the answer; absent: it is shown. */
  readonly answer?: (data: never, options: never, needs: CommandNeeds) => Answer | Promise<Answer>;
  /** For options that are gathered. */
  readonly prepare?: (command: Command) => Command;
}

/** Adds commands to a group. */
export function addOperationCommands(group: Command, needs: CommandNeeds, commands: readonly OperationCommand[]): void {
  for (const { words, description, options = [], prepare, changes, ...rest } of commands) {
    const command = addAnswerOptions(group.command(words).description(description));
    for (const [flags, meaning] of options) command.option(flags, meaning);
    if (changes === true) command.option(...DRY_RUN);
    (prepare ?? ((same: Command) => same))(command).action(
      answering<Options>(needs, (invocation) => runOperation(needs, invocation, rest)),
    );
  }
}

async function runOperation(
  needs: CommandNeeds,
  { options, data }: Invocation<Options>,
  { operation, input, answer }: Pick<OperationCommand, 'operation' | 'input' | 'answer'>,
): Promise<Answer> {
  const dryRun = options.dryRun === true;
  const given = await input(options as never, needs);
  const operations = await needs.doors.openOperations({ ...data, dryRun, ...passphraseAsker(needs.io) });
  const result = await operations.run(operation, given);
  if (dryRun) return describePlan(await operations.planned());
  return answer === undefined
    ? { facts: result, text: describeData(result) }
    : answer(result as never, options as never, needs);
}
