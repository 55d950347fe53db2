import type { Command } from 'commander';
import type { AdminClient } from '../../shared/contract/contract';
import { describeData } from './describe-data';
import { addAnswerOptions, answering, type CommandNeeds } from './leaf-command';

/** A command that asks the running gateway. */
export interface RunningCommand {
  readonly words: string;
  readonly description: string;
  readonly options?: readonly (readonly [flags: string, description: string])[];
  readonly ask: (admin: AdminClient, options: RunningOptions, ...operands: string[]) => Promise<unknown>;
  /** What is made of the answer for people; absent: it is shown. */
  readonly text?: (answer: never, now: number) => string;
}

export type RunningOptions = Readonly<Record<string, string | true | undefined>>;

/** Adds commands to a group. */
export function addRunningCommands(group: Command, needs: CommandNeeds, commands: readonly RunningCommand[]): void {
  for (const { words, description, options = [], ask, text = describeData } of commands) {
    const command = addAnswerOptions(group.command(words).description(description));
    for (const [flags, meaning] of options) command.option(flags, meaning);
    command.action(
      answering<RunningOptions>(needs, async ({ data, options: given }, ...operands) => {
        const { admin } = await needs.doors.openRunning(data);
        const facts = await ask(admin, given, ...operands);
        return { facts, text: text(facts as never, needs.io.now()) };
      }),
    );
  }
}

/** The text of an option, if it was given. */
export function textOf(options: RunningOptions, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
