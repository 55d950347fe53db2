import { Option, type Command } from 'commander';
import { AdminRole } from '../../../shared/config/gateway-config';
import type { AdminKeyListing } from '../../admin/admin-key-admin';
import { formatTable } from '../format-table';
import { addAnswerOptions, answering, type CommandNeeds } from '../leaf-command';
import { parseMoment } from '../parse-values';

interface CreateOptions {
  readonly role: AdminRole;
  readonly name?: string;
  readonly expires?: string;
}

/** `admin-key …`: keys of the admin API. */
export function addAdminKeyCommands(program: Command, needs: CommandNeeds): void {
  const group = program.command('admin-key').description('keys of the admin API; they open no MCP address');
  addAnswerOptions(group.command('create').description('create a key and show it once'))
    .addOption(
      new Option('--role <role>', 'admin: everything; operator: look and decide; viewer: look')
        .choices(AdminRole.options)
        .makeOptionMandatory(),
    )
    .option('--name <text>', 'what the key is for')
    .option('--expires <when>', 'a date such as 2027-01-31, or a duration such as 30d', (text: string) =>
      parseMoment(text, needs.io.now()),
    )
    .action(
      answering<CreateOptions>(needs, async ({ options: { role, name, expires }, data }) => {
        const { adminKeys } = await needs.doors.openAdministration(data);
        const made = await adminKeys.create({ role, name, expiresAt: expires });
        const text = `${made.key}\n\nKeep it now: it is not shown again. Send it as "Authorization: Bearer …" to the admin address.`;
        return { facts: made, text };
      }),
    );
  addAnswerOptions(group.command('list').description('list the keys, never the keys themselves')).action(
    answering(needs, async ({ data }) => {
      const keys = await (await needs.doors.openAdministration(data)).adminKeys.list();
      return { facts: keys, text: table(keys) };
    }),
  );
  addAnswerOptions(group.command('delete <id>').description('delete a key')).action(
    answering(needs, async ({ data }, id = '') => {
      const deleted = await (await needs.doors.openAdministration(data)).adminKeys.delete(id);
      return { facts: deleted, text: `Deleted ${deleted.id}.` };
    }),
  );
}

function table(keys: readonly AdminKeyListing[]): string {
  if (keys.length === 0) return 'No admin keys: only the token of the running gateway opens the admin API.';
  const rows = keys.map(({ id, role, state, name = '', expiresAt = '' }) => [id, role, state, name, expiresAt]);
  return formatTable(['ID', 'ROLE', 'STATE', 'NAME', 'EXPIRES'], rows);
}
