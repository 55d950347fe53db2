import type { ApprovalEvent } from '../shared/model/approval';
import type { ApprovalAdmin } from './admin/approval-admin';
import { type AdminAddress, createAdminClient } from './admin-client';

/** The desk of a gateway in another process. What it refuses, this refuses with the same code and words. */
export function createApprovalClient(address: AdminAddress): ApprovalAdmin {
  const { call, watch } = createAdminClient(address);

  const at = (group: string, id: string, rest = '') => `/${group}/${encodeURIComponent(id)}${rest}`;
  return {
    list: () => call('GET', '/approvals') as never,
    get: (id) => call('GET', at('approvals', id)) as never,
    show: (id) => call('POST', at('approvals', id, '/shown'), {}) as never,
    decide: (id, input) => call('POST', at('approvals', id, '/decision'), input) as never,
    decideMany: (input) => call('POST', '/approvals/decisions', input) as never,
    reveal: (id, input) => call('POST', at('approvals', id, '/reveal'), input) as never,
    grants: () => call('GET', '/grants') as never,
    revokeGrant: (id) => call('DELETE', at('grants', id)) as never,
    pauses: () => call('GET', '/pauses') as never,
    pause: (input) => call('POST', '/pauses', input) as never,
    resume: (id) => call('DELETE', at('pauses', id)) as never,
    watch: (onEvent, { decides, signal, onOpen }) =>
      watch<ApprovalEvent>(`/approvals/events?decides=${String(decides)}`, onEvent, { signal, onOpen }),
  };
}
