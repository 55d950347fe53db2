import { dirname } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { describeCause } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { createGatewayKey } from '../ports/gateway-key';
import { createConfigAdapter } from './config-adapter';
import { blankConfig, type ConfigDraft, DEFAULT_ID, FIRST_USER_ID } from './config-draft';
import { withFileLock } from './file-lock';
import { loadConfig } from './load-config';
import { parseConfigText, readConfigText } from './read-config-text';

/**
 * Writes a first configuration that works at once: one user, one project, the bundled echo server and one key, whose
 * text is returned and kept nowhere. Resolves `undefined` and changes nothing when there is a file already.
 */
export async function createFirstConfig(path: string, now: () => number = Date.now): Promise<string | undefined> {
  await makeParent(path);
  return withFileLock(path, async (isHeld) => {
    const adapter = createConfigAdapter({ path, backups: dirname(path), isHeld });
    if ((await adapter.read()) !== null) return undefined;
    const { config, key } = firstConfig(now());
    await adapter.write(config);
    return key;
  });
}

/**
 * Begins with a copy of the file at `source` where there is no configuration; changes nothing where there is one.
 * Throws `config_missing` or `config_invalid`, naming the file.
 */
export async function copyFirstConfig(path: string, source: string): Promise<void> {
  await makeParent(path);
  await withFileLock(path, async (isHeld) => {
    const adapter = createConfigAdapter({ path, backups: dirname(path), isHeld });
    if ((await adapter.read()) !== null) return;
    await loadConfig(source);
    await adapter.write(parseConfigText((await readConfigText(source)).text, source) as ConfigDraft);
  });
}

/** A configuration that works at once, and the text of its key. */
export function firstConfig(now: number): { readonly config: ConfigDraft; readonly key: string } {
  const key = createGatewayKey();
  const entry = {
    name: 'First key',
    hash: key.hash,
    projectId: DEFAULT_ID,
    userId: FIRST_USER_ID,
    createdAt: new Date(now).toISOString(),
  };
  const configs = { [DEFAULT_ID]: { name: 'Default', servers: { echo: ECHO } } };
  return { config: { ...blankConfig(), configs, keys: { [key.id]: entry } }, key: key.text };
}

const ECHO = {
  bundled: 'echo' as const,
  description: 'Answers with what it was sent; ships with the gateway, for trying it out.',
};

async function makeParent(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  } catch (cause) {
    const message = `The directory ${dirname(path)} cannot be created: ${describeCause(cause)}`;
    throw new GatewayError('operation_failed', message, { path }, { cause });
  }
}
