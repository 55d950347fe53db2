import type { AdminHandlers } from '../../shared/contract/contract';
import type { GatewayStatus } from '../../shared/model/status';
import type { ApprovalAdmin } from './approval-admin';
import { approvalHandlers } from './handlers/approvals';
import { oauthHandlers } from './handlers/oauth';
import { secretHandlers } from './handlers/secrets';
import type { OAuthAdmin } from './oauth-admin';
import type { SecretAdmin } from './secret-admin';

/** Who does what people ask for. What is absent is not offered over this door. */
export interface AdminServices {
  readonly status: () => GatewayStatus;
  readonly approvals?: ApprovalAdmin;
  readonly oauth?: OAuthAdmin;
  readonly secrets?: SecretAdmin;
}

/** Gathers what answers the contract. */
export function gatherHandlers({ status, approvals, oauth, secrets }: AdminServices): Partial<AdminHandlers> {
  return {
    status: { get: async () => status() },
    ...(approvals === undefined ? {} : approvalHandlers(approvals)),
    ...(oauth === undefined ? {} : oauthHandlers(oauth)),
    ...(secrets === undefined ? {} : { secrets: secretHandlers(secrets) }),
  };
}
