import { open, type FileHandle } from 'node:fs/promises';
import { describeCause, isErrno } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ConfigProblem } from './config-problem';
import { findJsonFault, locate } from './json-text';

/** What tells one saved state of a file from another. */
export interface FileStamp {
  readonly mtimeNs: bigint;
  readonly ino: bigint;
  readonly size: bigint;
}

export interface ConfigText {
  readonly text: string;
  /** Of exactly this text: both were read from one open file. */
  readonly stamp: FileStamp;
}

/** Far more than any configuration needs; keeps a wrong path from filling the memory. */
const MAX_BYTES = 32n * 1024n * 1024n;

/** Reads the file's text; throws `config_missing` when there is none and `config_invalid` when it cannot be read. */
export async function readConfigText(path: string): Promise<ConfigText> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const stats = await file.stat({ bigint: true });
    if (!stats.isFile()) throw new GatewayError('config_invalid', `The configuration ${path} is not a file`, { path });
    if (stats.size > MAX_BYTES) {
      throw new GatewayError('config_invalid', `The configuration ${path} is larger than 32 MiB`, { path });
    }
    const text = decode(await file.readFile(), path);
    return { text, stamp: { mtimeNs: stats.mtimeNs, ino: stats.ino, size: stats.size } };
  } catch (thrown) {
    throw unreadable(path, thrown);
  } finally {
    await file?.close();
  }
}

/** Parses the file's text; throws `config_invalid` with line, column and the line itself. */
export function parseConfigText(text: string, path: string): unknown {
  const fault = findJsonFault(text);
  if (fault === undefined) return JSON.parse(text);
  const place = locate(text, fault.offset);
  const problem: ConfigProblem = {
    path: '',
    message: `line ${place.line}, column ${place.column}: ${fault.message}`,
    suggestion: excerpt(place.text, place.column),
  };
  const message = `${path} is not valid JSON: ${problem.message}`;
  throw new GatewayError('config_invalid', message, {
    path,
    line: place.line,
    column: place.column,
    problems: [problem],
  });
}

/** At most 80 characters of the line, around the fault. */
function excerpt(line: string, column: number): string {
  const start = Math.max(0, column - 40);
  return `the line reads: ${line.slice(start, start + 80).trim()}`;
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new GatewayError('config_invalid', `The configuration ${path} is not UTF-8 text`, { path }, { cause });
  }
}

function unreadable(path: string, thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  if (isErrno(thrown, 'ENOENT')) {
    return new GatewayError(
      'config_missing',
      `There is no configuration at ${path}; \`secure-mcp-gateway serve\` makes one`,
      { path },
      { cause: thrown },
    );
  }
  const message = `The configuration ${path} cannot be read: ${describeCause(thrown)}`;
  return new GatewayError('config_invalid', message, { path }, { cause: thrown });
}
