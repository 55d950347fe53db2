import type { adminKeys } from '../../../shared/contract/admin-keys';
import type { Handlers } from '../../../shared/contract/define';
import type { Administration } from '../administration';

/** Keys of the admin API. */
export function adminKeyHandlers({ adminKeys: admin }: Administration): Handlers<typeof adminKeys> {
  return {
    list: async () => [...(await admin.list())],
    create: (wanted) => admin.create(wanted),
    delete: ({ id }) => admin.delete(id),
  };
}
