import type { Handlers } from '../../../shared/contract/define';
import type { imports } from '../../../shared/contract/imports';
import type { ImportAdmin } from '../import-admin';

/** Imports of what others write. */
export function importHandlers(admin: ImportAdmin): Handlers<typeof imports> {
  return {
    preview: ({ text, config, keep_secrets }) => admin.preview(text, { configId: config, keepSecrets: keep_secrets }),
    apply: ({ text, config, keep_secrets }) => admin.import(text, { configId: config, keepSecrets: keep_secrets }),
  };
}
