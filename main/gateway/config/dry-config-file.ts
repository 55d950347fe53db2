import { GatewayError } from '../../../shared/errors/gateway-error';
import { readDraft } from './config-adapter';
import { blankConfig, type ConfigDraft } from './config-draft';
import type { ConfigFile } from './config-file';
import { changeDraft, requireValid } from './config-rejection';
import { explainConfig } from './explain-config';
import { configInvalid, loadConfig } from './load-config';

/** A configuration file that is changed in memory alone, to see what a change would do. */
export interface DryConfigFile extends ConfigFile {
  /** The file as it is, and as it would be. `undefined`: nothing would change it. */
  planned(): { readonly before: ConfigDraft; readonly after: ConfigDraft } | undefined;
}

/** Reads the file that is there and writes nothing. */
export function createDryConfigFile(path: string): DryConfigFile {
  let before: ConfigDraft | undefined;
  let after: ConfigDraft | undefined;

  async function current(): Promise<ConfigDraft> {
    if (after !== undefined) return after;
    before ??= (await textIfThere(path)) ?? blankConfig();
    return before;
  }

  return {
    path,
    async read() {
      if (after === undefined) return (await loadConfig(path)).config;
      const { config, problems } = explainConfig(after);
      if (problems !== undefined) throw configInvalid(path, problems);
      return config;
    },
    raw: async () => structuredClone(after ?? (await readDraft(path))),
    async update(change) {
      const present = await current();
      const draft = structuredClone(present);
      const result = changeDraft({ path, before: present, draft }, change);
      after = draft;
      return result;
    },
    async replace(next) {
      requireValid(next);
      before ??= await current().catch(blankConfig);
      after = next;
    },
    rewriteBackups: () => Promise.resolve({ rewritten: 0, deleted: 0 }),
    planned: () => (before === undefined || after === undefined ? undefined : { before, after }),
  };
}

async function textIfThere(path: string): Promise<ConfigDraft | undefined> {
  try {
    return await readDraft(path);
  } catch (thrown) {
    if (thrown instanceof GatewayError && thrown.code === 'config_missing') return undefined;
    throw thrown;
  }
}
