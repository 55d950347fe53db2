import type { Adapter } from 'lowdb';
import writeFileAtomic from 'write-file-atomic';
import { describeCause } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject } from '../../../shared/model/json-rpc';
import { keepBackup } from './backups';
import type { ConfigDraft } from './config-draft';
import { readStamp, sameStamp } from './config-watch';
import { configInvalid } from './load-config';
import { migrate } from './migrations';
import { forgetTemporary, noteTemporary, removeLeftovers } from './leftovers';
import { parseConfigText, readConfigText, type ConfigText } from './read-config-text';

/** Thrown by `write` when the file is no longer what `read` saw: somebody without our lock has saved it. */
export class ConfigChangedMeanwhile extends Error {
  override readonly name = 'ConfigChangedMeanwhile';
}

export interface ConfigAdapterNeeds {
  readonly path: string;
  readonly backups: string;
  readonly isHeld: () => boolean;
  /** The text is going to be replaced, so it need not be JSON. */
  readonly anyText?: boolean;
}

/** lowdb's way to one configuration file: private, durable, in one piece, with the file's own indent. Needs the lock. */
export function createConfigAdapter(needs: ConfigAdapterNeeds): Adapter<ConfigDraft> {
  const { path, backups, isHeld, anyText = false } = needs;
  let before: ConfigText | undefined;
  return {
    async read() {
      await removeLeftovers(path);
      before = await readIfThere(path);
      return before === undefined || anyText ? null : toDraft(before.text, path);
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

/** The file as it stands; throws `config_missing`, and `config_invalid` for what is no JSON object. */
export async function readDraft(path: string): Promise<ConfigDraft> {
  return toDraft((await readConfigText(path)).text, path);
}

function toDraft(text: string, path: string): ConfigDraft {
  const parsed = parseConfigText(text, path);
  const { value, problem } = migrate(parsed);
  // A version that is missing or wrong can be set right like anything else.
  const draft = problem === undefined ? value : parsed;
  if (!isJsonObject(draft)) throw configInvalid(path, problem === undefined ? [] : [problem]);
  return draft as unknown as ConfigDraft;
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
  try {
    await writeFileAtomic(path, text, {
      mode: 0o600,
      fsync: true,
      tmpfileCreated: (name) => noteTemporary(path, name),
    });
    await forgetTemporary(path);
  } catch (thrown) {
    const message = `${path} cannot be written: ${describeCause(thrown)}`;
    throw new GatewayError('operation_failed', message, { path }, { cause: thrown });
  }
}
