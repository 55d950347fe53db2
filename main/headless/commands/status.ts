import type { Command } from 'commander';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { GatewayStatus } from '../../../shared/model/status';
import { describeHealth } from '../describe-activity';
import { formatFacts, formatTable } from '../format-table';
import { addAnswerOptions, answering, type CommandNeeds } from '../leaf-command';

/** `status`: what the running gateway says about itself. */
export function addStatusCommand(program: Command, needs: CommandNeeds): void {
  addAnswerOptions(program.command('status').description('ask the running gateway how it is')).action(
    answering(needs, async ({ data }) => {
      const status = await needs.doors.readRunningStatus(data);
      if (status !== undefined) return { facts: status, text: describeStatus(status, needs.io.now()) };
      const { dataDirectory } = await needs.doors.openAdministration(data);
      throw new GatewayError('unavailable', `No gateway runs with the data directory ${dataDirectory}`);
    }),
  );
}

function describeStatus(status: GatewayStatus, now: number): string {
  const { requests } = status;
  const facts = formatFacts([
    ['Version', status.version],
    ['Process', `${status.pid}, up ${formatAge(now - status.startedAt)}`],
    ['MCP', status.addresses.mcp],
    ['Admin', status.addresses.admin],
    ['Sessions', String(status.sessions)],
    [
      'Requests',
      `${requests.total}, ${requests.blocked} blocked, ${requests.failed} failed, ${requests.active} under way`,
    ],
    ...(status.activity === undefined ? [] : [['Record', describeHealth(status.activity)] as const]),
    ...(status.limits.length === 0 ? [] : [['Limits', status.limits.map(describeCount).join(', ')] as const]),
  ]);
  const problems = status.configProblems.map((problem) => `  ${problem}`);
  const rows = status.upstreams.map((upstream) => [
    upstream.client === undefined ? upstream.server : `${upstream.server} (${upstream.client})`,
    upstream.configId,
    upstream.state,
    upstream.pid === undefined ? '' : String(upstream.pid),
    String(upstream.restarts),
    upstream.problem ?? '',
  ]);
  return [
    facts,
    ...(problems.length === 0 ? [] : ['', 'The newest configuration is not in force:', ...problems]),
    '',
    rows.length === 0
      ? 'No servers.'
      : formatTable(['SERVER', 'CONFIG', 'STATE', 'PROCESS', 'RESTARTS', 'PROBLEM'], rows),
  ].join('\n');
}

const describeCount = ({ event, server, count }: GatewayStatus['limits'][number]): string =>
  `${event.replaceAll('_', ' ')} ${count}${server === undefined ? '' : ` (${server})`}`;

function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3_600)} h`;
}
