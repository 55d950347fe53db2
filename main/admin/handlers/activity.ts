import type { activity } from '../../../shared/contract/activity';
import type { Handlers } from '../../../shared/contract/define';
import type { ActivityAdmin } from '../activity-admin';

/** The record. */
export function activityHandlers(admin: ActivityAdmin): Handlers<typeof activity> {
  return {
    list: (input) => admin.query(input),
    facts: () => admin.facts(),
    verify: (input) => admin.verify(input),
    async record(input) {
      await admin.record(input);
      return null;
    },
    get: ({ id }) => admin.get(id),
    reveal: ({ id }) => admin.content(id),
  };
}
