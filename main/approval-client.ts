import type { ApprovalAdmin, DecidedOne } from './admin/approval-admin';
import { type AdminAddress, openRemoteGateway } from './admin-client';

/** The desk of a gateway in another process. */
export function createApprovalClient(address: AdminAddress): ApprovalAdmin {
  const { admin, watch } = openRemoteGateway(address);
  const { approvals, grants, pauses } = admin;
  return {
    list: () => approvals.list({}),
    get: (id) => approvals.get({ id }),
    test: () => approvals.test({}),
    show: (id) => approvals.show({ id }),
    decide: (id, input) => approvals.decide({ ...(input as object), id } as never),
    decideMany: async (input) => (await approvals.decideMany(input as never)) as readonly DecidedOne[],
    reveal: (id, input) => approvals.reveal({ ...(input as object), id } as never),
    grants: () => grants.list({}),
    revokeGrant: async (id) => void (await grants.revoke({ id })),
    pauses: () => pauses.list({}),
    pause: (input) => pauses.add(input as never),
    resume: async (id) => void (await pauses.resume({ id })),
    watch: (onEvent, { decides, signal, onOpen }) =>
      watch({ topics: ['approvals'], decides }, onEvent, { signal, onOpen }),
  };
}
