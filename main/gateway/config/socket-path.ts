import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeCause } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';

/** Longest path of a Unix socket in bytes: 104 with the closing zero on macOS and the BSDs, 108 on Linux. */
const LONGEST = 103;

/**
 * Where the gateway's socket goes: the wanted path, or a short private one when that is too long for the system, or
 * a named pipe on Windows. The same data directory always gives the same place.
 */
export async function resolveSocketPath(
  root: string,
  wanted: string,
  machine: { readonly platform: NodeJS.Platform; readonly temporary: string } = {
    platform: process.platform,
    temporary: tmpdir(),
  },
): Promise<string> {
  const hash = createHash('sha256').update(root).digest('hex').slice(0, 16);
  if (machine.platform === 'win32') return `\\\\.\\pipe\\secure-mcp-gateway-${hash}`;
  if (fits(wanted)) return wanted;
  const places = [machine.temporary, '/tmp'].map((temporary) => join(temporary, `smg-${hash}`));
  const place = places.find((directory) => fits(join(directory, 'gateway.sock')));
  if (place === undefined) {
    throw new GatewayError('operation_failed', `The path ${wanted} is too long for a socket`, { path: wanted });
  }
  await makeOwn(place);
  return join(place, 'gateway.sock');
}

function fits(path: string): boolean {
  return Buffer.byteLength(path) <= LONGEST;
}

/** Everybody may write to the temporary directory, so what stands there already must be ours and closed. */
async function makeOwn(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const stats = await lstat(directory);
    const isOurs = stats.isDirectory() && stats.uid === process.getuid?.() && (stats.mode & 0o077) === 0;
    if (isOurs) return;
  } catch (cause) {
    const message = `The socket directory ${directory} cannot be created: ${describeCause(cause)}`;
    throw new GatewayError('operation_failed', message, { path: directory }, { cause });
  }
  const message = `The socket directory ${directory} belongs to another user or is open to others; remove it`;
  throw new GatewayError('operation_failed', message, { path: directory });
}
