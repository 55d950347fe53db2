import { type Command, Option } from 'commander';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Pause } from '../../../shared/model/approval';
import { formatTable } from '../format-table';
import { addAnswerOptions, answering, type CommandNeeds } from '../leaf-command';
import { parseDuration } from '../parse-values';

interface PauseOptions {
  readonly client?: string;
  readonly server?: string;
  readonly for?: number;
  readonly reason?: string;
}

/** `pause` and `resume`: the brake for everybody, one client or one server. */
export function addPauseCommands(program: Command, needs: CommandNeeds): void {
  addAnswerOptions(program.command('pause').description('refuse calls of all agents, one client, or to one server'))
    .option('--client <key id>', 'only calls with this key')
    .addOption(new Option('--server <name>', 'only calls to this server').conflicts('client'))
    .option('--for <duration>', 'such as 15m; default: until resumed', parseDuration)
    .option('--reason <text>', 'told to whoever calls')
    .action(
      answering<PauseOptions>(needs, async ({ data, options }) => {
        const { client, server, reason } = options;
        const pause = await (
          await needs.doors.openApprovals(data)
        ).pause({
          target: targetOf(client, server),
          ...(options.for === undefined ? {} : { seconds: options.for / 1_000 }),
          ...(reason === undefined ? {} : { reason }),
        });
        return { facts: pause, text: `Paused: ${describe(pause)}. Resume with: secure-mcp-gateway resume` };
      }),
    );
  addAnswerOptions(program.command('resume [id]').description('end one pause, or all; `--list` shows them'))
    .option('--list', 'show what is paused and change nothing')
    .action(
      answering<{ readonly list?: true }>(needs, async ({ data, options }, id) => {
        const door = await needs.doors.openApprovals(data);
        const pauses = await door.pauses();
        if (options.list === true) return { facts: pauses, text: describeAll(pauses) };
        const chosen = id === undefined ? pauses : pauses.filter((pause) => pause.id === id);
        if (id !== undefined && chosen.length === 0)
          throw new GatewayError('unknown_name', `There is no pause "${id}"`);
        for (const pause of chosen) await door.resume(pause.id);
        const text = chosen.length === 0 ? 'Nothing was paused.' : `Resumed: ${chosen.map(describe).join('; ')}.`;
        return { facts: chosen, text };
      }),
    );
}

function targetOf(client: string | undefined, server: string | undefined): Pause['target'] {
  if (client !== undefined) return { kind: 'client', keyId: client };
  return server === undefined ? { kind: 'all' } : { kind: 'server', server };
}

function describe({ target, until }: Pause): string {
  const what =
    target.kind === 'all' ? 'all calls' : target.kind === 'client' ? `key ${target.keyId}` : `server ${target.server}`;
  return until === undefined ? `${what} until resumed` : `${what} until ${new Date(until).toISOString()}`;
}

function describeAll(pauses: readonly Pause[]): string {
  if (pauses.length === 0) return 'Nothing is paused.';
  return formatTable(
    ['ID', 'WHAT', 'REASON'],
    pauses.map((pause) => [pause.id, describe(pause), pause.reason ?? '']),
  );
}
