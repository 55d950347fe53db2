import type { Command } from 'commander';
import type { AdminClient } from '../../../shared/contract/contract';
import { formatFacts, formatTable } from '../format-table';
import type { CommandNeeds } from '../leaf-command';
import { addRunningCommands, type RunningCommand, textOf } from '../running-command';

type Answer<G extends keyof AdminClient, O extends keyof AdminClient[G]> = AdminClient[G][O] extends (
  input: never,
) => Promise<infer A>
  ? A
  : never;

/** What the running gateway remembers, who is connected, and how much of anything is used. */
export function addRunningGroups(program: Command, needs: CommandNeeds): void {
  const cache = program.command('cache').description('what the running gateway remembers of servers and configuration');
  addRunningCommands(cache, needs, CACHE);
  const sessions = program.command('sessions').description('open sessions of clients');
  addRunningCommands(sessions, needs, SESSIONS);
  addRunningCommands(program, needs, [TIMEOUTS, LIMITS]);
}

const CACHE: readonly RunningCommand[] = [
  {
    words: 'status',
    description: 'what is remembered, and until when',
    ask: (admin) => admin.cache.status({}),
    text: describeCache,
  },
  {
    words: 'clear',
    description: 'forget lists of servers and the configuration; both are read anew when they are needed',
    options: [
      ['--what <kind>', 'all, lists, results or config'],
      ['--config <id>', 'only lists of this config'],
      ['--server <name>', 'only lists of this server'],
    ],
    ask: (admin, options) =>
      admin.cache.clear({
        what: (textOf(options, 'what') ?? 'all') as 'all',
        config: textOf(options, 'config'),
        server: textOf(options, 'server'),
      }),
    text({ lists, results, config }: Answer<'cache', 'clear'>) {
      const counts = [counted(lists, 'list'), ...(results === 0 ? [] : [counted(results, 'result')])];
      return `Forgot ${[...counts, ...(config ? ['the configuration'] : [])].join(' and ')}.`;
    },
  },
];

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function describeCache(
  { seconds, config, lists, results, answers, provider }: Answer<'cache', 'status'>,
  now: number,
): string {
  const left = (until: number): string => `${Math.max(0, Math.round((until - now) / 1_000))} s`;
  const facts = formatFacts([
    ['Configuration', `believed for ${left(config.expiresAt)} of ${seconds.config} s, unless its file changes`],
    [
      'Provider',
      provider === undefined
        ? 'memory'
        : `${provider.use} at ${provider.address}, ${provider.state}${provider.problem === undefined ? '' : `: ${provider.problem}`}`,
    ],
    ['Results used again', `${answers.count}, ${answers.characters} characters`],
    ['Large results', `${results.count}, ${results.bytes} bytes`],
    ['Lists', lists.length === 0 ? 'none' : `${lists.length}, each believed for ${seconds.lists} s`],
  ]);
  if (lists.length === 0) return facts;
  const rows = lists.map((one) => [one.server, one.configId, one.list, String(one.items), left(one.expiresAt)]);
  return `${facts}\n\n${formatTable(['SERVER', 'CONFIG', 'LIST', 'ITEMS', 'LEFT'], rows)}`;
}

const SESSIONS: readonly RunningCommand[] = [
  {
    words: 'list',
    description: 'the sessions, the one used last first; clients of the newest protocol have none',
    ask: (admin) => admin.sessions.list({}),
    text(sessions: Answer<'sessions', 'list'>, now) {
      if (sessions.length === 0) return 'No sessions.';
      const rows = sessions.map(({ id, clientName = '', keyId, protocolVersion, lastUsedAt, isIdle }) => [
        id,
        clientName,
        keyId,
        protocolVersion,
        isIdle ? `idle for ${Math.round((now - lastUsedAt) / 1_000)} s` : 'at work',
      ]);
      return formatTable(['ID', 'CLIENT', 'KEY', 'PROTOCOL', 'STATE'], rows);
    },
  },
  {
    words: 'end <id>',
    description: 'end a session; its client may begin another',
    ask: (admin, _, id = '') => admin.sessions.end({ id }),
    text: ({ id }: Answer<'sessions', 'end'>) => `Ended ${id}.`,
  },
];

const TIMEOUTS: RunningCommand = {
  words: 'timeouts',
  description: 'time limits in seconds, how operations fared under them, and which are under way',
  ask: (admin) => admin.timeouts.get({}),
};

const LIMITS: RunningCommand = {
  words: 'limits',
  description: 'the limits in force, how much of them is used, and how often each was reached',
  ask: (admin) => admin.limits.get({}),
  text({ use, counts, servers, keys, limits }: Answer<'limits', 'get'>) {
    const part = ({ now, most }: { readonly now: number; readonly most: number }) => `${now} of ${most}`;
    const facts = formatFacts([
      ['Sessions', part(use.sessions)],
      ['Requests under way', String(use.requests)],
      ['Results kept', `${part(use.results)}, ${part(use.resultBytes)} bytes`],
      ...Object.entries(limits).map(([name, value]) => [name, JSON.stringify(value)] as const),
      ...servers.map(
        (one) =>
          [`${one.server} (${one.config})`, JSON.stringify({ ...(one.limits as object), tools: one.tools })] as const,
      ),
      ...keys.map((one) => [`key ${one.key}`, JSON.stringify(one.limits)] as const),
    ]);
    const rows = counts.map(({ event, server = '', count }) => [event.replaceAll('_', ' '), server, String(count)]);
    return rows.length === 0 ? facts : `${facts}\n\n${formatTable(['REACHED', 'SERVER', 'TIMES'], rows)}`;
  },
};
