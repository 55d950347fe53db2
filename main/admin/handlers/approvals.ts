import type { approvals, grants, pauses } from '../../../shared/contract/approvals';
import type { Handlers } from '../../../shared/contract/define';
import type { ApprovalAdmin } from '../approval-admin';

/** Calls that wait for people, what people decided, and who is paused. */
export function approvalHandlers(admin: ApprovalAdmin) {
  return {
    approvals: {
      list: async () => [...(await admin.list())],
      decideMany: async (input) => [...(await admin.decideMany(input))],
      get: ({ id }) => admin.get(id),
      test: () => admin.test(),
      show: ({ id }) => admin.show(id),
      decide: ({ id, ...decision }) => admin.decide(id, decision),
      reveal: ({ id, ...place }) => admin.reveal(id, place),
    } satisfies Handlers<typeof approvals>,
    grants: {
      list: async () => [...(await admin.grants())],
      revoke: async ({ id }) => nothing(await admin.revokeGrant(id)),
    } satisfies Handlers<typeof grants>,
    pauses: {
      list: async () => [...(await admin.pauses())],
      add: (input) => admin.pause(input),
      resume: async ({ id }) => nothing(await admin.resume(id)),
    } satisfies Handlers<typeof pauses>,
  };
}

export const nothing = (_done: void): null => null;
