import { type Command, Option } from 'commander';
import type { z } from 'zod';
import type { clients } from '../../../shared/contract/clients';
import { describeData } from '../describe-data';
import { formatTable } from '../format-table';
import { addAnswerOptions, answering, DRY_RUN, type Answer, type CommandNeeds, type DryRun } from '../leaf-command';
import { passphraseAsker } from '../read-secret';

type Output<Name extends keyof typeof clients> = z.output<(typeof clients)[Name]['output']>;
type Row = Output<'list'>[number];

interface ConnectOptions extends DryRun {
  readonly transport?: 'stdio' | 'http';
  readonly replace?: true;
  readonly project?: string;
  readonly user?: string;
}

/** `client …`: the programs on this machine that use the gateway. */
export function addClientCommands(program: Command, needs: CommandNeeds): void {
  const group = program
    .command('client')
    .description('the MCP clients on this machine: connect them, repair and disconnect them')
    .enablePositionalOptions();
  addLookCommands(group, needs);
  for (const change of ['connect', 'repair'] as const) {
    const description =
      change === 'connect'
        ? 'make a key for a client and put the gateway into its configuration'
        : 'write the entry of a connected client anew, with a new key';
    const command = addAnswerOptions(group.command(`${change} <client>`).description(description)).option(...DRY_RUN);
    addTransport(command).option('--replace', 'take the place of an entry that is not ours');
    if (change === 'connect') addOwner(command);
    command.action(
      answering<ConnectOptions>(needs, (invocation, client = '') => put(needs, invocation, { client, change })),
    );
  }
  addAnswerOptions(
    group.command('disconnect <client>').description('take the gateway out of a client, and delete its key'),
  )
    .option(...DRY_RUN)
    .action(
      answering<DryRun>(needs, async ({ data, options }, client = '') => {
        const operations = await needs.doors.openOperations(data);
        if (options.dryRun === true)
          return planned(await operations.run('clients.preview', { client, change: 'disconnect' }));
        const done = (await operations.run('clients.disconnect', { client })) as Output<'disconnect'>;
        const left = done.files.some(({ change }) => change === 'left');
        const key = done.api_key_id === null ? '' : `\nIts key ${done.api_key_id} is deleted. ${done.restart}`;
        return {
          facts: done,
          text: `${written(`Disconnected ${done.title}.`, done.files)}${key}`,
          exitCode: left ? 1 : 0,
        };
      }),
    );
  addImportCommand(group, needs);
  addRestoreCommand(group, needs);
}

/** `install --client …`: what the base product called it. */
export function addInstallCommand(program: Command, needs: CommandNeeds): void {
  const command = addAnswerOptions(program.command('install').description('the same as `client connect`'))
    .requiredOption('--client <client>', 'claude-desktop, claude-code, cursor, or any of `client list --all`')
    .option(...DRY_RUN);
  addOwner(addTransport(command).option('--replace', 'take the place of an entry that is not ours')).action(
    answering<ConnectOptions & { readonly client: string }>(needs, (invocation) =>
      put(needs, invocation, { client: invocation.options.client, change: 'connect' }),
    ),
  );
}

const addTransport = (command: Command): Command =>
  command.addOption(
    new Option('--transport <kind>', 'how it reaches the gateway (default: stdio)').choices(['stdio', 'http']),
  );

const addOwner = (command: Command): Command =>
  command
    .option('--project <id>', 'project that its key opens (default: "default", or the only one)')
    .option('--user <id>', 'member of the project that it acts for (default: "me", or the only one)');

function addLookCommands(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(
    group.command('list').description('list the clients, whether they are connected and when they were seen'),
  )
    .option('--all', 'those that are not on this machine, too')
    .action(
      answering<{ readonly all?: true }>(needs, async ({ data, options }) => {
        const operations = await needs.doors.openOperations(data);
        const rows = (await operations.run('clients.list', { all: options.all === true })) as Output<'list'>;
        return { facts: rows, text: table(rows) };
      }),
    );
  addAnswerOptions(
    group.command('show <client>').description('show a client, its files, its entry and what to know'),
  ).action(
    answering(needs, async ({ data }, client = '') => {
      const shown = (await (await needs.doors.openOperations(data)).run('clients.get', { client })) as Output<'get'>;
      const { paste, ...facts } = shown;
      return { facts: shown, text: `${describeData(facts)}\n\nTo paste by hand, with a key of its own:\n\n${paste}` };
    }),
  );
}

type Invoked = Parameters<Parameters<typeof answering<ConnectOptions>>[1]>[0];

async function put(
  { doors }: CommandNeeds,
  { data, options }: Invoked,
  { client, change }: { readonly client: string; readonly change: 'connect' | 'repair' },
): Promise<Answer> {
  const { transport, replace, project, user } = options;
  const operations = await doors.openOperations(data);
  const choice = { client, transport, replace };
  if (options.dryRun === true) return planned(await operations.run('clients.preview', { ...choice, change }));
  const input = change === 'connect' ? { ...choice, project, user } : choice;
  const done = (await operations.run(`clients.${change}`, input)) as Output<'connect'>;
  if (!done.changed)
    return { facts: done, text: `${done.title} is connected already, with the key ${done.api_key_id}.` };
  const head = `Connected ${done.title} over ${done.transport}, with the key ${done.api_key_id}.`;
  const notes = [done.restart, ...done.notes].map((note) => `- ${note}`).join('\n');
  return { facts: done, text: `${written(head, done.files)}\n${notes}` };
}

function planned(preview: unknown): Answer {
  const { files } = preview as Output<'preview'>;
  const diffs = files.map(({ path, diff }) => (diff === '' ? `${path}: nothing would change` : diff.trimEnd()));
  return { facts: { dry_run: true, ...(preview as object) }, text: diffs.join('\n') || 'Nothing would change.' };
}

type Written = Output<'disconnect'>['files'];

function written(head: string, files: Written): string {
  const lines = files.map(({ path, change, backup, problem }) => {
    const kept = backup === null ? '' : ` (as it was: ${backup})`;
    return problem === null ? `  ${change}: ${path}${kept}` : `  left: ${problem}`;
  });
  return [head, ...lines].join('\n');
}

function table(rows: readonly Row[]): string {
  if (rows.length === 0)
    return 'No MCP client was found on this machine. All that are known: secure-mcp-gateway client list --all';
  const cells = rows.map((row) => [
    row.client,
    row.state,
    row.transport ?? '',
    row.last_seen ?? 'never',
    row.files.join(', '),
  ]);
  return formatTable(['CLIENT', 'STATE', 'OVER', 'LAST SEEN', 'FILES'], cells);
}

interface ImportOptions extends DryRun {
  readonly server?: readonly string[];
  readonly config?: string;
  readonly keepSecrets?: true;
  readonly move?: true;
}

function addImportCommand(group: Command, needs: CommandNeeds): void {
  const gather = (name: string, names: readonly string[] = []): readonly string[] => [...names, name];
  addAnswerOptions(group.command('import <client>').description('take the servers of a client into the gateway'))
    .option('--server <name>', 'this one alone; can be repeated', gather)
    .option('--config <id>', 'config that they are put into (default: "default", or the only one)')
    .option('--keep-secrets', 'leave secrets where they stand instead of moving them into the vault')
    .option('--move', 'take them out of the client, which must be connected')
    .option(...DRY_RUN)
    .action(
      answering<ImportOptions>(needs, async ({ data, options }, client = '') => {
        const { server: servers, config, keepSecrets: keep_secrets, move, dryRun } = options;
        const operations = await needs.doors.openOperations({ ...data, ...passphraseAsker(needs.io) });
        const name = dryRun === true ? 'clients.previewImport' : 'clients.import';
        const done = (await operations.run(name, { client, servers, config, keep_secrets, move })) as Output<'import'>;
        return { facts: dryRun === true ? { dry_run: true, ...done } : done, text: imported(done, dryRun === true) };
      }),
    );
}

function addRestoreCommand(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(
    group
      .command('restore <client> [backup]')
      .description('put an earlier state of a file back; without one, list them'),
  )
    .option(...DRY_RUN)
    .action(
      answering<DryRun>(needs, async ({ data, options }, client = '', backup = '') => {
        const operations = await needs.doors.openOperations(data);
        if (backup === '') {
          const kept = (await operations.run('clients.backups', { client })) as Output<'backups'>;
          const cells = kept.map(({ id, at, path }) => [id, at, path]);
          const text = kept.length === 0 ? 'Nothing is kept.' : formatTable(['BACKUP', 'FROM', 'FILE'], cells);
          return { facts: { backups: kept }, text };
        }
        const choice = { client, backup };
        if (options.dryRun === true) return planned(await operations.run('clients.previewRestore', choice));
        const done = (await operations.run('clients.restore', choice)) as Output<'restore'>;
        return { facts: done, text: written('Put back:', done.files) };
      }),
    );
}

function imported({ added, secrets, notes, files }: Output<'import'>, isDry: boolean): string {
  const changed = notes.filter(({ outcome }) => outcome !== 'taken');
  const parts = [
    `${isDry ? 'Would import' : 'Imported'} ${added.join(', ')}.`,
    secrets.length === 0
      ? ''
      : formatTable(
          ['SECRET', 'AS', 'FROM'],
          secrets.map(({ masked, name, place }) => [masked, name ?? 'stays', place]),
        ),
    changed.length === 0
      ? ''
      : formatTable(
          ['NOT AS IT STANDS', '', 'WHY'],
          changed.map(({ place, outcome, detail }) => [place, outcome, detail ?? '']),
        ),
    files.length === 0 ? '' : written(isDry ? 'Would change:' : 'Taken out of:', files),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
