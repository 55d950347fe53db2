import type { ConfigFile } from '../gateway/config/config-file';
import { createConfigAdmin, type ConfigAdmin } from './config-admin';
import { createKeyAdmin, type KeyAdmin } from './key-admin';
import { createServerAdmin, type ServerAdmin } from './server-admin';

/** Everything people may do with the files of one data directory, whether or not a gateway runs. */
export interface Administration {
  readonly dataDirectory: string;
  readonly servers: ServerAdmin;
  readonly keys: KeyAdmin;
  readonly config: ConfigAdmin;
}

export interface AdministrationNeeds {
  /** Root of the data directory. */
  readonly dataDirectory: string;
  readonly file: ConfigFile;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Gathers what may be done. */
export function createAdministration({ dataDirectory, file, now = Date.now }: AdministrationNeeds): Administration {
  return {
    dataDirectory,
    servers: createServerAdmin(file),
    keys: createKeyAdmin(file, now),
    config: createConfigAdmin(file.path),
  };
}
