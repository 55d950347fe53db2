import { Option, type Command } from 'commander';
import type { Administration } from '../admin/administration';
import type { Logger, LogLevel } from '../gateway/ports/logger';
import type { DataChoice } from '../compose';
import { describePlan } from './describe-plan';
import type { Doors } from './doors';
import type { Io } from './io';
import { createStderrLogger, LOG_LEVELS, type LogForm } from './stderr-logger';

/** What every command is given to work with. */
export interface CommandNeeds {
  readonly io: Io;
  readonly doors: Doors;
  readonly version: string;
  /** Says with which code the process is to end, unless something is thrown. */
  readonly finish: (exitCode: number) => void;
}

/** A result in both its forms. */
export interface Answer {
  /** Printed by `--json`. */
  readonly facts: unknown;
  readonly text: string;
  readonly exitCode?: number;
}

interface CommonOptions {
  readonly dataDir?: string;
  readonly json?: true;
  readonly logLevel: LogLevel;
  readonly log: LogForm;
}

export interface Invocation<Options> {
  readonly options: Options & CommonOptions;
  readonly data: DataChoice;
  readonly log: Logger;
}

/** Options that say where the data is and how to log; every command has them. */
export function addDataOptions(command: Command): Command {
  return command
    .option('--data-dir <path>', 'data directory (default: $SECURE_MCP_GATEWAY_HOME, else ~/.secure-mcp-gateway)')
    .addOption(new Option('--log-level <level>', 'least level logged to stderr').choices(LOG_LEVELS).default('info'))
    .addOption(new Option('--log <form>', 'form of log lines on stderr').choices(['text', 'json']).default('text'));
}

/** Options of commands that give an answer. */
export function addAnswerOptions(command: Command): Command {
  return addDataOptions(command).option('--json', 'print JSON alone on stdout, errors too');
}

/** Reads the common options of a command that is being run. */
export function invocationOf<Options>({ io }: CommandNeeds, command: Command): Invocation<Options> {
  const options = command.opts<Options & CommonOptions>();
  const { dataDir, logLevel, log: form } = options;
  return {
    options,
    data: { env: io.env, ...(dataDir === undefined ? {} : { dataDirectory: dataDir }) },
    log: createStderrLogger({ stderr: io.stderr, level: logLevel, form, now: io.now }),
  };
}

/** For commands that change something. */
export interface DryRun {
  readonly dryRun?: true;
}

/** An answer from what people may do with the files; with `--dry-run` what would change, and nothing does. */
export function administering<Options extends DryRun>(
  needs: CommandNeeds,
  work: (admin: Administration, options: Options, ...operands: string[]) => Promise<Answer>,
): (this: Command) => Promise<void> {
  return answering<Options>(needs, async ({ options, data }, ...operands) => {
    const dryRun = options.dryRun === true;
    const { administration, planned } = await needs.doors.openOperations({ ...data, dryRun });
    const answer = await work(administration, options, ...operands);
    return dryRun ? describePlan(await planned()) : answer;
  });
}

export const DRY_RUN = ['--dry-run', 'only show what would change'] as const;

/** Makes a function into a commander action that prints its answer. */
export function answering<Options>(
  needs: CommandNeeds,
  work: (invocation: Invocation<Options>, ...operands: string[]) => Promise<Answer>,
): (this: Command) => Promise<void> {
  return async function (this: Command) {
    const invocation = invocationOf<Options>(needs, this);
    const answer = await work(invocation, ...(this.args as string[]));
    print(needs.io, answer, invocation.options.json === true);
    needs.finish(answer.exitCode ?? 0);
  };
}

export function print(io: Pick<Io, 'stdout'>, answer: Answer, json: boolean): void {
  io.stdout.write(`${json ? JSON.stringify(answer.facts, undefined, 2) : answer.text}\n`);
}
