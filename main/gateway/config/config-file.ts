import { Low } from 'lowdb';
import type { GatewayConfig } from '../../../shared/config/gateway-config';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { rewriteBackups, type RewriteBackup, type RewrittenBackups } from './backups';
import { blankConfig, type ConfigDraft } from './config-draft';
import { ConfigChangedMeanwhile, createConfigAdapter } from './config-adapter';
import { formatProblem, type ConfigProblem } from './config-problem';
import { explainConfig } from './explain-config';
import { LOCK_TIMINGS, withFileLock, type LockTimings } from './file-lock';
import { configInvalid, loadConfig } from './load-config';

export interface ConfigFile {
  readonly path: string;
  /** Throws `config_missing` or `config_invalid`. */
  read(): Promise<GatewayConfig>;
  /**
   * Changes the file and resolves with what `change` returned. A missing file is begun with `blankConfig`. Nothing is
   * written when `change` throws or when its result would not be valid (`config_rejected`). `change` may run again
   * when somebody saved the file meanwhile.
   */
  update<T>(change: (draft: ConfigDraft) => T): Promise<T>;
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
    const before = explainConfig(database.data);
    if (before.problems !== undefined) throw configInvalid(path, before.problems);
    const result = change(database.data);
    const after = explainConfig(database.data);
    if (after.problems !== undefined) throw changeRejected(after.problems);
    await database.write();
    return result;
  }

  return {
    path,
    read: async () => (await loadConfig(path)).config,
    update: (change) =>
      withFileLock(
        path,
        async (isHeld) => {
          for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
            try {
              return await changeOnce(change, isHeld);
            } catch (thrown) {
              if (!(thrown instanceof ConfigChangedMeanwhile)) throw thrown;
            }
          }
          throw new GatewayError('unavailable', `Another program keeps saving ${path}; nothing was changed`, { path });
        },
        lockTimings,
      ),
    rewriteBackups: (rewrite) => withFileLock(path, () => rewriteBackups(backups, rewrite), lockTimings),
  };
}

function changeRejected(problems: readonly ConfigProblem[]): GatewayError {
  const [first] = problems;
  const message = `The change was not made: ${first === undefined ? 'it is not valid' : formatProblem(first)}`;
  return new GatewayError('config_rejected', message, { problems });
}
