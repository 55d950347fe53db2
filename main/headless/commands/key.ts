import { Option, type Command } from 'commander';
import { Exposure } from '../../../shared/config/gateway-config';
import type { IssuedKey, KeyListing } from '../../admin/key-admin';
import { formatFacts, formatTable } from '../format-table';
import { idOfKey } from '../identifiers';
import { addAnswerOptions, administering, answering, DRY_RUN, type CommandNeeds, type DryRun } from '../leaf-command';
import { parseDuration, parseMoment } from '../parse-values';

interface CreateOptions {
  readonly name?: string;
  readonly project?: string;
  readonly user?: string;
  readonly expires?: string;
  readonly exposure?: Exposure;
}

/** `key …`: the gateway keys that clients present. */
export function addKeyCommands(program: Command, needs: CommandNeeds): void {
  const group = program.command('key').description('the gateway keys that clients present').enablePositionalOptions();
  addCreateCommand(group, needs);
  addAnswerOptions(group.command('list').description('list the keys, never the keys themselves')).action(
    answering(needs, async ({ data }) => {
      const keys = await (await needs.doors.openAdministration(data)).keys.list();
      return { facts: keys, text: keyTable(keys) };
    }),
  );
  addChangeCommands(group, needs);
  addAnswerOptions(group.command('rotate <id>').description('replace a key by a new one with the same rights'))
    .option('--grace <duration>', 'let the old key live on for so long, such as 1h', parseDuration)
    .option(...DRY_RUN)
    .action(
      administering<{ readonly grace?: number } & DryRun>(needs, async ({ keys }, options, id = '') => {
        const issued = await keys.rotate(idOfKey(id), { graceMs: options.grace });
        const old = options.grace === undefined ? 'is deleted' : 'expires when its time of grace ends';
        return { facts: issued, text: `${issuedText(issued)}\n\nThe old key ${issued.replaces} ${old}.` };
      }),
    );
}

function addCreateCommand(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(group.command('create').description('create a key and show it once'))
    .option('--name <text>', 'what the key is for')
    .option('--project <id>', 'project it opens (default: "default", or the only one)')
    .option('--user <id>', 'member of the project it acts for (default: "me", or the only one)')
    .option('--expires <when>', 'a date such as 2027-01-31, or a duration such as 30d', (text: string) =>
      parseMoment(text, needs.io.now()),
    )
    .addOption(new Option('--exposure <what>', 'what its clients are offered').choices(Exposure.options))
    .option(...DRY_RUN)
    .action(
      administering<CreateOptions & DryRun>(needs, async ({ keys }, options) => {
        const { name, project, user, expires, exposure } = options;
        const issued = await keys.create({ name, projectId: project, userId: user, expiresAt: expires, exposure });
        return { facts: issued, text: issuedText(issued) };
      }),
    );
}

function addChangeCommands(group: Command, needs: CommandNeeds): void {
  const changes = [
    ['disable', 'refuse a key until it is enabled again', 'Disabled'],
    ['enable', 'accept a disabled key again', 'Enabled'],
    ['delete', 'delete a key', 'Deleted'],
  ] as const;
  for (const [word, description, done] of changes) {
    const command = addAnswerOptions(group.command(`${word} <id>`).description(description));
    command.option(...DRY_RUN).action(
      administering(needs, async ({ keys }, _options, id = '') => {
        const key = await keys[word](idOfKey(id));
        return { facts: key, text: `${done} the key ${key.id}${key.name === undefined ? '' : ` (${key.name})`}` };
      }),
    );
  }
}

function issuedText(issued: IssuedKey): string {
  return [
    'Gateway key. It is shown this once and never again; the gateway keeps only a hash:',
    '',
    `  ${issued.key}`,
    '',
    formatFacts([
      ['Id', issued.id],
      ['Name', issued.name],
      ['Project', issued.projectId],
      ['User', issued.userId],
      ['State', issued.state],
      ['Expires', issued.expiresAt],
      ['Exposure', issued.exposure],
    ]),
  ].join('\n');
}

function keyTable(keys: readonly KeyListing[]): string {
  if (keys.length === 0) return 'No keys. Create one: secure-mcp-gateway key create';
  const rows = keys.map((key) => [
    key.id,
    key.state,
    key.projectId,
    key.userId,
    key.createdAt.slice(0, 10),
    key.expiresAt ?? 'never',
    key.name ?? '',
  ]);
  return formatTable(['ID', 'STATE', 'PROJECT', 'USER', 'CREATED', 'EXPIRES', 'NAME'], rows);
}
