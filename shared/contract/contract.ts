import { approvals, grants, pauses } from './approvals';
import type { ContractClient, Handlers } from './define';
import { signIns, tokens } from './oauth';
import { secrets } from './secrets';
import { status } from './status';

/** Everything that people may do: every door is derived from it. */
export const contract = { status, approvals, grants, pauses, tokens, signIns, secrets } as const;

export type AdminContract = typeof contract;
export type AdminHandlers = { readonly [G in keyof AdminContract]: Handlers<AdminContract[G]> };
export type AdminClient = ContractClient<AdminContract>;
