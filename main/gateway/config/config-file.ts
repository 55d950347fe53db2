import { Low } from 'lowdb';
import type { GatewayConfig } from '../../../shared/config/gateway-config';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { rewriteBackups, type RewriteBackup, type RewrittenBackups } from './backups';
import { blankConfig, type ConfigDraft } from './config-draft';
import { ConfigChangedMeanwhile, createConfigAdapter, readDraft } from './config-adapter';
import { changeDraft, requireValid } from './config-rejection';
import { LOCK_TIMINGS, withFileLock, type LockTimings } from './file-lock';
import { loadConfig } from './load-config';

export interface ConfigFile {
  readonly path: string;
  /** Throws `config_missing` or `config_invalid`. */
  read(): Promise<GatewayConfig>;
  /** The file as it stands, without defaults and not judged; throws when there is none, or it is no JSON. */
  raw(): Promise<ConfigDraft>;
  /**
   * Changes the file and resolves with what `change` returned. A missing file is begun with `blankConfig`. Nothing is
   * written when `change` throws or when its result would not be valid (`config_rejected`). A file that is not valid
   * may be changed too, if less is wrong with it afterwards. `change` may run again when somebody saved the file
   * meanwhile.
   */
  update<T>(change: (draft: ConfigDraft) => T): Promise<T>;
  /** Puts another configuration in place of the file, whatever that holds; throws `config_rejected` if it is not valid. */
  replace(next: ConfigDraft): Promise<void>;
  /** Replaces the text of earlier states of the file; `undefined` deletes one. */
  rewriteBackups(rewrite: RewriteBackup): Promise<RewrittenBackups>;
}

export interface ConfigFileNeeds {
  /** Directory for earlier states of the file. */
  readonly backups: string;
  readonly lockTimings?: LockTimings;
}

/** How often a change is begun anew because the file was saved under our hands. */
const ATTEMPTS = 5;

/** The configuration file as something to change: one writer at a time, in one piece, never into an invalid state. */
export function openConfigFile(path: string, { backups, lockTimings = LOCK_TIMINGS }: ConfigFileNeeds): ConfigFile {
  async function changeOnce<T>(change: (draft: ConfigDraft) => T, isHeld: () => boolean): Promise<T> {
    const database = new Low(createConfigAdapter({ path, backups, isHeld }), blankConfig());
    await database.read();
    const before = structuredClone(database.data);
    const result = changeDraft({ path, before, draft: database.data }, change);
    await database.write();
    return result;
  }

  async function untilUndisturbed<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        return await work();
      } catch (thrown) {
        if (!(thrown instanceof ConfigChangedMeanwhile)) throw thrown;
      }
    }
    throw new GatewayError('unavailable', `Another program keeps saving ${path}; nothing was changed`, { path });
  }

  return {
    path,
    read: async () => (await loadConfig(path)).config,
    raw: () => readDraft(path),
    update: (change) => withFileLock(path, (isHeld) => untilUndisturbed(() => changeOnce(change, isHeld)), lockTimings),
    replace: (next) => {
      requireValid(next);
      const write = async (isHeld: () => boolean): Promise<void> => {
        const adapter = createConfigAdapter({ path, backups, isHeld, anyText: true });
        await adapter.read();
        await adapter.write(next);
      };
      return withFileLock(path, (isHeld) => untilUndisturbed(() => write(isHeld)), lockTimings);
    },
    rewriteBackups: (rewrite) => withFileLock(path, () => rewriteBackups(backups, rewrite), lockTimings),
  };
}
