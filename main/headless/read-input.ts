import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import type { Io } from './io';

/** Reads an option as a JSON object; what was given is never repeated, since it may hold a secret. */
export function readObject(text: string, option: string): JsonObject {
  const value = parse(text, option);
  if (isJsonObject(value)) return value;
  throw new GatewayError('invalid_params', `${option} must be a JSON object`);
}

/** Reads any JSON, or else a text that needs no quotes. */
export function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (/^[[{"]/.test(text.trim())) throw new GatewayError('invalid_params', 'The value is no JSON');
    return text;
  }
}

/** A list with commas, as the base product takes it, or a JSON list where a member has commas of its own. */
export function readList(text: string, option: string): readonly string[] {
  if (text === '') return [];
  if (!text.startsWith('[')) return text.split(',');
  const value = parse(text, option);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value as string[];
  throw new GatewayError('invalid_params', `${option} must be a list of texts`);
}

/** What is given in a file, or as JSON; throws when both are. */
export async function readFileOr(
  { cwd }: Pick<Io, 'cwd'>,
  {
    file,
    text,
    option,
  }: { readonly file?: string | undefined; readonly text?: string | undefined; readonly option: string },
): Promise<JsonObject | undefined> {
  if (file !== undefined && text !== undefined) {
    throw new GatewayError('invalid_params', `Give ${option} or ${option}-file, not both`);
  }
  if (file === undefined) return text === undefined ? undefined : readObject(text, option);
  return readObject(await readText(cwd, file), file);
}

export async function readText(cwd: string, file: string): Promise<string> {
  const path = resolve(cwd, file);
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new GatewayError('invalid_params', `${path} cannot be read (${codeOf(cause)})`, {}, { cause });
  }
}

/** Writes a new file that only this user can read; resolves with its path. */
export async function writeNew(cwd: string, file: string, value: unknown): Promise<string> {
  const path = resolve(cwd, file);
  try {
    await writeFile(path, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return path;
  } catch (cause) {
    const code = codeOf(cause);
    const why = code === 'EEXIST' ? 'it exists already, and is not written over' : code;
    throw new GatewayError('operation_failed', `${path} cannot be written: ${why}`, {}, { cause });
  }
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';

function parse(text: string, option: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new GatewayError('invalid_params', `${option} is no JSON`);
  }
}
