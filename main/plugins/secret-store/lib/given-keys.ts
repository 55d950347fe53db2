import { readFile, writeFile } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import type { Custody } from '../../../gateway/ports/secret-store';
import { secretsUnavailable } from './secrets-unavailable';
import { KEY_BYTES, newKey } from './vault-crypto';

export const KEY_VARIABLE = 'SECURE_MCP_GATEWAY_MASTER_KEY';
export const NEW_KEY_VARIABLE = 'SECURE_MCP_GATEWAY_NEW_MASTER_KEY';
export const PASSPHRASE_VARIABLE = 'SECURE_MCP_GATEWAY_PASSPHRASE';
export const NEW_PASSPHRASE_VARIABLE = 'SECURE_MCP_GATEWAY_NEW_PASSPHRASE';

/** A new passphrase must not be guessed by whoever has the file. */
const SHORTEST_PASSPHRASE = 12;

type Environment = Custody['environment'];

/** What a variable holds, or the file whose path stands in the same variable with `_FILE`. */
export async function readVariable(environment: Environment, name: string): Promise<string | undefined> {
  const [value, path] = [environment[name] || undefined, environment[`${name}_FILE`] || undefined];
  if (value !== undefined && path !== undefined) {
    throw secretsUnavailable('wrong-key', `Both ${name} and ${name}_FILE are set`);
  }
  return path === undefined ? value : readText(path, `${name}_FILE`);
}

/** The key in the environment; `undefined` when there is none. */
export async function keyInEnvironment(environment: Environment, name: string): Promise<Buffer | undefined> {
  const text = await readVariable(environment, name);
  return text === undefined ? undefined : parseKey(text, name);
}

/** The passphrase in the environment, else what the person at the terminal types. */
export async function givenPassphrase(custody: Custody, isNew: boolean): Promise<string> {
  const { environment, askPassphrase } = custody;
  const names = isNew ? [NEW_PASSPHRASE_VARIABLE, PASSPHRASE_VARIABLE] : [PASSPHRASE_VARIABLE];
  for (const name of names) {
    const text = await readVariable(environment, name);
    if (text !== undefined) return isNew ? longEnough(text) : text;
  }
  if (askPassphrase === undefined)
    throw secretsUnavailable('key-not-given', 'The passphrase of the vault is not given');
  const text = await askPassphrase(isNew ? 'New passphrase of the vault' : 'Passphrase of the vault', { isNew });
  return isNew ? longEnough(text) : text;
}

/** Throws `invalid_params` for one that could be guessed. */
export function longEnough(passphrase: string): string {
  if (passphrase.length >= SHORTEST_PASSPHRASE) return passphrase;
  throw new GatewayError('invalid_params', `The passphrase must have at least ${SHORTEST_PASSPHRASE} characters`);
}

export const readKeyFile = async (path: string): Promise<Buffer> => parseKey(await readText(path, 'The key'), path);

/** Takes the key of a file, or makes a file with a new one. */
export async function takeKeyFile(path: string): Promise<Buffer> {
  if (!isAbsolute(path)) throw new GatewayError('invalid_params', 'The path of the key file must be absolute');
  const key = newKey();
  try {
    await writeFile(path, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    return key;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return readKeyFile(path);
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
    throw new GatewayError('operation_failed', `The key file ${path} cannot be written (${code})`, { path }, { cause });
  }
}

async function readText(path: string, what: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
    throw secretsUnavailable('key-not-given', `${what}: the file ${path} cannot be read (${code})`, cause);
  }
}

/** 32 bytes as base64 or hexadecimal; no other text is made into a key, or a guessable one would do. */
function parseKey(text: string, where: string): Buffer {
  const bare = text.trim();
  if (/^[0-9a-f]{64}$/i.test(bare)) return Buffer.from(bare, 'hex');
  const key = /^[A-Za-z0-9+/_-]{43}=?$/.test(bare) ? Buffer.from(bare, 'base64') : Buffer.alloc(0);
  if (key.length === KEY_BYTES) return key;
  const message = `${where} must hold 32 random bytes as base64 or hexadecimal, such as \`openssl rand -base64 32\` makes`;
  throw secretsUnavailable('wrong-key', message);
}
