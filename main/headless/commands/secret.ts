import { Option, type Command } from 'commander';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { SecretAdmin, SecretListing } from '../../admin/secret-admin';
import { KEY_SOURCES, type KeyChoice, type KeySource, type SecretStoreStatus } from '../../gateway/ports/secret-store';
import { EXIT } from '../exit-codes';
import { formatFacts, formatTable } from '../format-table';
import { addAnswerOptions, answering, type Answer, type CommandNeeds, type Invocation } from '../leaf-command';
import { passphraseAsker, readSecret } from '../read-secret';
import { addAdoptCommand } from './secret-adopt';

interface KeyOptions {
  readonly key?: KeySource;
  readonly keyFile?: string;
}

const EXPORT_PASSPHRASE = 'SECURE_MCP_GATEWAY_EXPORT_PASSPHRASE';

/** `secret …`: the secrets that the configuration names as `${secret:NAME}`. */
export function addSecretCommands(program: Command, needs: CommandNeeds): void {
  const description = 'the secrets that the configuration names as ${secret:NAME}';
  const group = program.command('secret').description(description).enablePositionalOptions();
  addValueCommands(group, needs);
  addKeyCommands(group, needs);
  addTransferCommands(group, needs);
  addAdoptCommand(group, needs);
}

function addValueCommands(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(group.command('set <name>').description('set a secret; its value is typed, or read from stdin'))
    // Whoever writes the value behind the name must hear why not, without its being repeated.
    .allowExcessArguments()
    .action(
      answering(needs, async (invocation, name = '', ...more) => {
        if (more.length > 0) throw valueOnCommandLine();
        const secrets = await open(needs, invocation);
        const facts = await secrets.set(name, await readSecret(needs.io, `Value of ${name}`));
        const text = `${facts.version === 1 ? 'Set' : 'Replaced'} the secret ${name}. Use it: \${secret:${name}}`;
        return { facts, text };
      }),
    );
  addAnswerOptions(group.command('list').description('list the secrets and who uses them, never their values')).action(
    answering(needs, async (invocation) => {
      const secrets = await (await open(needs, invocation)).list();
      return { facts: secrets, text: secretTable(secrets) };
    }),
  );
  addAnswerOptions(group.command('delete <name>').description('delete a secret')).action(
    answering(needs, async (invocation, name = '') => {
      const usedBy = await (await open(needs, invocation)).delete(name);
      const still = usedBy.length === 0 ? '' : `. Still named by ${usedBy.join(', ')}`;
      return { facts: { name, usedBy }, text: `Deleted the secret ${name}${still}` };
    }),
  );
}

function addKeyCommands(group: Command, needs: CommandNeeds): void {
  addKeyOptions(group.command('init').description('make an empty vault and say who holds its key')).action(
    answering<KeyOptions>(needs, async (invocation) => {
      const source = await (await open(needs, invocation)).init(keyChoice(invocation.options, needs.io.cwd));
      return { facts: { keySource: source }, text: `Made a vault. Its key: ${HOLDERS[source]}` };
    }),
  );
  addKeyOptions(group.command('rotate').description('encrypt all secrets anew with another key')).action(
    answering<KeyOptions>(needs, async (invocation) => {
      const rotation = await (await open(needs, invocation)).rotate(keyChoice(invocation.options, needs.io.cwd));
      const { secrets, source, oldKeyRemains } = rotation;
      const rest = oldKeyRemains ? ' The old key opens nothing any more, but is still where it was; remove it.' : '';
      const text = `Encrypted ${secrets} secrets with a new key. It is held by: ${HOLDERS[source]}.${rest}`;
      return { facts: rotation, text };
    }),
  );
  addAnswerOptions(
    group.command('status').description('say whether secrets can be read, and what helps if not'),
  ).action(answering(needs, async (invocation) => describeStatus(await (await open(needs, invocation)).status())));
}

function addTransferCommands(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(
    group.command('export <file>').description('write all secrets to a file that a passphrase opens'),
  ).action(
    answering(needs, async (invocation, file = '') => {
      const secrets = await open(needs, invocation);
      const text = await secrets.export(await exportPassphrase(needs, true));
      const path = resolve(needs.io.cwd, file);
      await onDisk(path, () => writeFile(path, text, { mode: 0o600, flag: 'wx' }));
      return { facts: { file: path }, text: `Wrote all secrets to ${path}. Whoever has the passphrase can read them` };
    }),
  );
  addAnswerOptions(group.command('import <file>').description('take in secrets that were exported'))
    .option('--replace', 'also secrets of which there is one of the same name')
    .action(
      answering<{ readonly replace?: true }>(needs, async (invocation, file = '') => {
        const path = resolve(needs.io.cwd, file);
        const text = await onDisk(path, () => readFile(path, 'utf8'));
        const secrets = await open(needs, invocation);
        const replace = invocation.options.replace === true;
        const names = await secrets.import(text, await exportPassphrase(needs, false), { replace });
        return { facts: { names }, text: `Imported ${names.length} secrets: ${names.join(', ')}` };
      }),
    );
}

const open = ({ doors, io }: CommandNeeds, { data }: Invocation<unknown>): Promise<SecretAdmin> =>
  doors.openSecrets({ ...data, ...passphraseAsker(io) });

function addKeyOptions(command: Command): Command {
  return addAnswerOptions(command)
    .addOption(new Option('--key <holder>', 'who holds the key').choices(KEY_SOURCES))
    .option('--key-file <path>', 'file of the holder key-file; made when it is not there');
}

function keyChoice({ key, keyFile }: KeyOptions, cwd: string): KeyChoice | undefined {
  if (keyFile === undefined) return key === undefined ? undefined : { source: key };
  if (key !== undefined && key !== 'key-file') throw misuse('--key-file is for --key key-file');
  return { source: 'key-file', path: resolve(cwd, keyFile) };
}

async function exportPassphrase({ io }: CommandNeeds, isNew: boolean): Promise<string> {
  const given = io.env[EXPORT_PASSPHRASE];
  if (given !== undefined && given !== '') return given;
  const question = 'Passphrase of the export';
  const { askPassphrase } = passphraseAsker(io);
  return askPassphrase === undefined ? readSecret(io, question) : askPassphrase(question, { isNew });
}

async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
    const why = code === 'EEXIST' ? 'it exists already, and is not written over' : code;
    throw new GatewayError('operation_failed', `${path} cannot be used: ${why}`, { path }, { cause });
  }
}

const HOLDERS: Readonly<Record<KeySource, string>> = {
  keychain: 'the keychain of the operating system',
  passphrase: 'whoever knows the passphrase',
  'key-file': 'the key file',
  environment: 'the environment (SECURE_MCP_GATEWAY_MASTER_KEY)',
};

function describeStatus(status: SecretStoreStatus): Answer {
  const { store, ok, place, keySource, secrets, detail, fix } = status;
  const text = formatFacts([
    ['Store', store],
    ['Place', place],
    ['Key', keySource === undefined ? undefined : HOLDERS[keySource]],
    ['Secrets', secrets === undefined ? undefined : String(secrets)],
    ['State', ok ? 'secrets can be read' : `secrets cannot be read: ${detail ?? 'unknown'}`],
    ['What helps', fix],
  ]);
  return { facts: status, text, exitCode: ok ? EXIT.ok : EXIT.secretsUnavailable };
}

function secretTable(secrets: readonly SecretListing[]): string {
  if (secrets.length === 0) return 'No secrets. Set one: secure-mcp-gateway secret set <name>';
  const rows = secrets.map(({ name, isSet, updatedAt, usedBy }) => [
    name,
    isSet ? (updatedAt?.slice(0, 10) ?? '') : 'NOT SET',
    usedBy.length === 0 ? 'nobody' : usedBy.join(', '),
  ]);
  return formatTable(['NAME', 'UPDATED', 'USED BY'], rows);
}

const misuse = (message: string): GatewayError => new GatewayError('invalid_params', message);

const valueOnCommandLine = (): GatewayError =>
  misuse(
    'The value of a secret is never given on the command line, where others can read it: type it, or give it on stdin',
  );
