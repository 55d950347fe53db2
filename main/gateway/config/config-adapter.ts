import { readFile, realpath, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Adapter } from 'lowdb';
import writeFileAtomic from 'write-file-atomic';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { keepBackup } from './backups';
import type { ConfigDraft } from './config-draft';
import { readStamp, sameStamp } from './config-watch';
import { describeCause } from './errno';
import { configInvalid } from './load-config';
import { migrate } from './migrations';
import { parseConfigText, readConfigText, type ConfigText } from './read-config-text';

const PRIVATE = 0o600;

/** Thrown by `write` when the file is no longer what `read` saw: somebody without our lock has saved it. */
export class ConfigChangedMeanwhile extends Error {
  override readonly name = 'ConfigChangedMeanwhile';
}

export interface ConfigAdapterNeeds {
  readonly path: string;
  readonly backups: string;
  readonly isHeld: () => boolean;
}

/** lowdb's way to one configuration file: private, durable, in one piece, with the file's own indent. Needs the lock. */
export function createConfigAdapter({ path, backups, isHeld }: ConfigAdapterNeeds): Adapter<ConfigDraft> {
  let before: ConfigText | undefined;
  return {
    async read() {
      await removeLeftover(path);
      before = await readIfThere(path);
      return before === undefined ? null : toDraft(before.text, path);
    },
    async write(draft) {
      const text = formatConfig(draft, before?.text);
      if (text === before?.text) return;
      if (before !== undefined) await keepBackup(backups, before.text);
      if (!isHeld())
        throw new GatewayError('operation_failed', `The lock of ${path} was lost; nothing was written`, { path });
      if (!sameStamp(before?.stamp, readStamp(path))) throw new ConfigChangedMeanwhile();
      await writePrivately(path, text);
    },
  };
}

/** The draft as the file's text, indented as the file was. */
export function formatConfig(draft: ConfigDraft, before: string | undefined): string {
  const indent = /\n([ \t]+)"/.exec(before ?? '')?.[1] ?? '  ';
  return `${JSON.stringify(draft, undefined, indent)}\n`;
}

function toDraft(text: string, path: string): ConfigDraft {
  const { value, problem } = migrate(parseConfigText(text, path));
  if (problem !== undefined) throw configInvalid(path, [problem]);
  return value as unknown as ConfigDraft;
}

async function readIfThere(path: string): Promise<ConfigText | undefined> {
  try {
    return await readConfigText(path);
  } catch (thrown) {
    if (thrown instanceof GatewayError && thrown.code === 'config_missing') return undefined;
    throw thrown;
  }
}

async function writePrivately(path: string, text: string): Promise<void> {
  const note = noteOf(path);
  // The temporary file is noted first: a process that is killed cannot remove it, the next writer can.
  const tmpfileCreated = (temporary: string) =>
    writeFileAtomic(note, basename(temporary), { mode: PRIVATE, fsync: false });
  try {
    await writeFileAtomic(path, text, { mode: PRIVATE, fsync: true, tmpfileCreated });
    await rm(note, { force: true });
  } catch (thrown) {
    const message = `${path} cannot be written: ${describeCause(thrown)}`;
    throw new GatewayError('operation_failed', message, { path }, { cause: thrown });
  }
}

/** Removes the temporary file that a killed process left behind, if one did. */
async function removeLeftover(path: string): Promise<void> {
  const name = await readFile(noteOf(path), 'utf8').catch(() => '');
  if (name === '') return;
  const target = await realpath(path).catch(() => path);
  const isOurs = name.startsWith(`${basename(target)}.`) && /\.\d{1,10}$/.test(name);
  if (isOurs && basename(name) === name) await rm(join(dirname(target), name), { force: true });
  await rm(noteOf(path), { force: true });
}

function noteOf(path: string): string {
  return `${path}.writing`;
}
