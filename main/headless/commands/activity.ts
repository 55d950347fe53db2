import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { EXPORT_FORMATS, type ExportFormat } from '../../../shared/contract/activity-inputs';
import { ENTRY_KINDS, type ActivityLine } from '../../../shared/model/activity-line';
import type { ActivityAdmin } from '../../admin/activity-admin';
import {
  describeFacts,
  describeFollowed,
  describeLines,
  describeReplay,
  describeVerification,
} from '../describe-activity';
import { EXIT } from '../exit-codes';
import { addAnswerOptions, addDataOptions, answering, type CommandNeeds, invocationOf } from '../leaf-command';
import { parseDuration, parseMoment } from '../parse-values';
import { awaitStopSignal } from '../signals';

/** `activity`: what was asked, decided and changed. */
export function addActivityCommands(program: Command, needs: CommandNeeds): void {
  const activity = program.command('activity').description('the record of requests and changes');
  addList(activity, needs);
  addShow(activity, needs);
  addFollow(activity, needs);
  addVerify(activity, needs);
  addExport(activity, needs);
  addReplay(activity, needs);
  addAnswerOptions(activity.command('facts').description('where it is, how long, and how far it reaches')).action(
    answering(needs, async ({ data }) => {
      const facts = await (await needs.doors.openActivity(data)).facts();
      return { facts, text: describeFacts(facts) };
    }),
  );
}

/** Which lines; the names are those of the API. */
interface FilterOptions {
  readonly since?: string;
  readonly until?: string;
  readonly kind?: string;
  readonly client?: string;
  readonly session?: string;
  readonly key?: string;
  readonly user?: string;
  readonly project?: string;
  readonly server?: string;
  readonly tool?: string;
  readonly method?: string;
  readonly outcome?: string;
  readonly error?: string;
  readonly detector?: string;
  readonly rule?: string;
  readonly operation?: string;
  readonly text?: string;
}

function addFilterOptions(command: Command, { io }: CommandNeeds): Command {
  return command
    .option('--since <when>', 'a time with its zone, or a duration back from now, such as 2h', (text) =>
      past(text, io.now()),
    )
    .option('--until <when>', 'before then', (text) => past(text, io.now()))
    .addOption(new Option('--kind <kind>', 'of line').choices(ENTRY_KINDS))
    .option('--client <name>', 'what the program calls itself')
    .option('--session <id>', 'the first eight letters of its id')
    .option('--key <id>', 'gateway key')
    .option('--user <id>', 'whose key')
    .option('--project <id>', 'of the key')
    .option('--server <name>', 'that was called')
    .option('--tool <name>', 'tool, prompt or resource')
    .option('--method <name>', 'such as tools/call')
    .option('--outcome <outcome>', 'ok, tool-error, blocked, denied, refused, failed, timed-out or cancelled')
    .option('--error <id>', 'such as GUARD_004')
    .option('--detector <name>', 'that found something')
    .option('--rule <name>', 'that spoke')
    .option('--operation <name>', 'of a change, such as keys.create')
    .option('--text <text>', 'anywhere in the line');
}

function past(text: string, now: number): string {
  if (/^\d{1,9}[smhdw]$/.test(text.trim())) return new Date(now - parseDuration(text)).toISOString();
  return parseMoment(text, now);
}

const FILTER_NAMES = [
  ...(['since', 'until', 'kind', 'client', 'key', 'user', 'project', 'server', 'tool', 'method'] as const),
  ...(['outcome', 'error', 'detector', 'rule', 'operation', 'text'] as const),
];

const filterOf = (options: FilterOptions) =>
  Object.fromEntries(FILTER_NAMES.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])));

function addList(group: Command, needs: CommandNeeds): void {
  addFilterOptions(addAnswerOptions(group.command('list').description('what was recorded, newest first')), needs)
    .option('--limit <count>', 'how many at most', parseCount, 50)
    .action(
      answering<FilterOptions & { readonly limit: number }>(needs, async ({ data, options }) => {
        const lines = await newest(await needs.doors.openActivity(data), filterOf(options), options.limit);
        return { facts: lines, text: describeLines(lines) };
      }),
    );
}

/** Pages may be short although there is more. */
async function newest(activity: ActivityAdmin, filter: object, limit: number): Promise<readonly ActivityLine[]> {
  const lines: ActivityLine[] = [];
  for (let cursor: string | undefined; lines.length < limit;) {
    const rest = Math.min(limit - lines.length, 1_000);
    const page = await activity.query({ ...filter, limit: rest, ...(cursor === undefined ? {} : { cursor }) });
    lines.push(...page.lines);
    if (page.next === undefined) break;
    cursor = page.next;
  }
  return lines;
}

function addShow(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(group.command('show <id>').description('one line whole, by correlation id or number'))
    .option('--content', 'what was kept of the call, too; this is recorded')
    .action(
      answering<{ readonly content?: true }>(needs, async ({ data, options }, id = '') => {
        const activity = await needs.doors.openActivity(data);
        const line = await activity.get(id);
        const facts = options.content === true ? { ...line, content: await activity.content(id) } : line;
        return { facts, text: JSON.stringify(facts, undefined, 2) };
      }),
    );
}

function addFollow(group: Command, needs: CommandNeeds): void {
  const command = group.command('follow').description('print what is recorded from now on, line by line');
  addFilterOptions(addDataOptions(command), needs)
    .option('--json', 'as JSON Lines')
    .action(async function (this: Command) {
      const { io } = needs;
      const { data, options } = invocationOf<FilterOptions>(needs, this);
      const activity = await needs.doors.openActivity(data);
      const stop = awaitStopSignal(io);
      const controller = new AbortController();
      void stop.asked.then(() => controller.abort());
      const told = (line: ActivityLine) =>
        void io.stdout.write(`${options.json === true ? JSON.stringify(line) : describeFollowed(line)}\n`);
      try {
        await activity.follow(told, { filter: filterOf(options), signal: controller.signal });
      } finally {
        stop.release();
      }
    });
}

interface VerifyOptions {
  readonly fingerprint?: string;
  readonly expect?: string;
}

function addVerify(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(group.command('verify').description('find lines that were edited, removed, put in or moved'))
    .option('--fingerprint <hex>', 'of the key that must have signed')
    .option('--expect <seq:hash>', 'a line that must be there, as `activity facts` or an earlier `verify` showed it')
    .action(
      answering<VerifyOptions>(needs, async ({ data, options: { fingerprint, expect } }) => {
        const report = await (
          await needs.doors.openActivity(data)
        ).verify({
          ...(fingerprint === undefined ? {} : { fingerprint }),
          ...(expect === undefined ? {} : { expect }),
        });
        return {
          facts: report,
          text: describeVerification(report),
          exitCode: report.ok ? EXIT.ok : EXIT.expectationMissed,
        };
      }),
    );
}

function addExport(group: Command, needs: CommandNeeds): void {
  const command = group.command('export').description('write the record to stdout, oldest first');
  addFilterOptions(addDataOptions(command), needs)
    .addOption(new Option('--format <format>', 'of the lines').choices(EXPORT_FORMATS).default('jsonl'))
    .action(async function (this: Command) {
      const { data, options } = invocationOf<FilterOptions & { readonly format: ExportFormat }>(needs, this);
      const activity = await needs.doors.openActivity(data);
      const { stdout } = needs.io;
      for await (const piece of activity.export({ ...filterOf(options), format: options.format })) {
        if (!stdout.write(piece)) await new Promise((drained) => stdout.once('drain', drained));
      }
    });
}

function addReplay(group: Command, needs: CommandNeeds): void {
  const command = group
    .command('replay')
    .description('say which recorded calls another policy would judge differently');
  addFilterOptions(addAnswerOptions(command), needs)
    .requiredOption('--policy <file>', 'a policy (JSON), laid over the configured one')
    .action(
      answering<FilterOptions & { readonly policy: string }>(needs, async ({ data, options, log }) => {
        const policyPath = resolve(needs.io.cwd, options.policy);
        const replay = await needs.doors.openReplay({ ...data, policyPath, filter: filterOf(options), log });
        return { facts: replay, text: describeReplay(replay) };
      }),
    );
}

function parseCount(text: string): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count < 1) throw new InvalidArgumentError('Use a number from 1 on.');
  return count;
}
