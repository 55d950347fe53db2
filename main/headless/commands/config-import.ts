import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ImportOutcome, ImportPreview } from '../../admin/import-admin';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { DataChoice } from '../../compose';
import { describeData } from '../describe-data';
import { describePlan } from '../describe-plan';
import { formatTable } from '../format-table';
import { addAnswerOptions, answering, type Answer, type CommandNeeds } from '../leaf-command';
import { passphraseAsker, readSecret } from '../read-secret';

interface ImportOptions {
  readonly inputFile?: string;
  readonly config?: string;
  readonly configName?: string;
  readonly dryRun?: true;
  readonly keepSecrets?: true;
}

/** `config import`: takes in what other products, clients and registries write. */
export function addImportCommand(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(
    group
      .command('import [file]')
      .description('import an enkrypt_mcp_config.json, a client’s mcpServers, a server.json or a snippet; - is stdin'),
  )
    .option('--input-file <path>', 'the same as naming the file')
    .option('--config <id>', 'config that servers are put into (default: "default", or the only one)')
    .option('--config-name <name>', 'name of the config that is made of what `config export` wrote')
    .option('--dry-run', 'say what would be imported and what not; change nothing')
    .option('--keep-secrets', 'leave secrets where they stand instead of moving them into the vault')
    .action(
      answering<ImportOptions>(needs, async ({ data, options }, named) => {
        const text = await textOf(named ?? options.inputFile, needs);
        const own = exportIn(text);
        if (own !== undefined) return importExport(needs, data, { own, options });
        if (options.configName !== undefined) {
          throw new GatewayError('invalid_params', '--config-name is for what `config export` wrote; use --config');
        }
        const imports = await needs.doors.openImports({ ...data, ...passphraseAsker(needs.io) });
        const choice = { configId: options.config, keepSecrets: options.keepSecrets };
        if (options.dryRun === true) {
          const preview = await imports.preview(text, choice);
          return { facts: preview, text: `${describe(preview)}\n\nNothing was changed.` };
        }
        const outcome = await imports.import(text, choice);
        return { facts: outcome, text: [describe(outcome), describeKeys(outcome)].filter(Boolean).join('\n\n') };
      }),
    );
}

/** A config that `config export` wrote, by its members alone. */
function exportIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isExport = isJsonObject(value) && isJsonObject(value['config']) && typeof value['exported_at'] === 'string';
    return isExport && !('project' in value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function importExport(
  { doors }: CommandNeeds,
  data: DataChoice,
  { own, options }: { readonly own: JsonObject; readonly options: ImportOptions },
): Promise<Answer> {
  const dryRun = options.dryRun === true;
  const operations = await doors.openOperations({ ...data, dryRun });
  const made = await operations.run('configs.import', { config: own, config_name: options.configName });
  return dryRun ? describePlan(await operations.planned()) : { facts: made, text: describeData(made) };
}

async function textOf(path: string | undefined, { io }: CommandNeeds): Promise<string> {
  if (path === undefined) throw new GatewayError('invalid_params', 'Name the file to import, or - for stdin');
  if (path === '-') return readSecret(io, 'What is to be imported');
  const place = resolve(io.cwd, path);
  return readFile(place, 'utf8').catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
    throw new GatewayError('operation_failed', `${place} cannot be read (${code})`, { path: place }, { cause });
  });
}

const KINDS: Readonly<Record<ImportPreview['kind'], string>> = {
  'base-product': 'a configuration of the Enkrypt gateway',
  client: 'the servers of a client',
  registry: 'a server of the registry',
  own: 'a configuration of this gateway',
};

function describe({ kind, format, added, secrets, notes }: ImportPreview): string {
  const brought = Object.entries(added).map(([section, names]) => `${section}: ${names.join(', ')}`);
  const changes = notes.filter(({ outcome }) => outcome !== 'taken');
  const moved = secrets.filter(({ name }) => name !== undefined);
  const left = secrets.filter(({ name }) => name === undefined);
  const parts = [
    [`This is ${KINDS[kind]} (${format.toUpperCase()}).`, ...brought].join('\n'),
    moved.length === 0
      ? ''
      : formatTable(
          ['INTO THE VAULT', 'AS', 'FROM'],
          moved.map(({ masked, name = '', place }) => [masked, name, place]),
        ),
    left.length === 0
      ? ''
      : formatTable(
          ['STAYS A SECRET IN THE FILE', 'AT', 'WHY'],
          left.map(({ masked, place, advice = '' }) => [masked, place, advice]),
        ),
    changes.length === 0
      ? `All ${notes.length} members were taken as they stand.`
      : formatTable(
          ['NOT AS IT STANDS', '', 'WHY'],
          changes.map(({ place, outcome, detail = '' }) => [place, outcome, detail]),
        ),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function describeKeys({ keys }: ImportOutcome): string {
  if (keys.length === 0) return '';
  const rows = keys.map(({ key, replaces, userId }) => [key, replaces, userId]);
  return `New keys, shown now or never:\n${formatTable(['KEY', 'INSTEAD OF', 'USER'], rows)}`;
}
