import { adminKeys } from './admin-keys';
import { activity } from './activity';
import { approvals, grants, pauses } from './approvals';
import { cache } from './cache';
import { clients } from './clients';
import { configs } from './configs';
import { consoleAccess } from './console';
import type { ContractClient, Handlers } from './define';
import { imports } from './imports';
import { keys } from './keys';
import { signIns, tokens } from './oauth';
import { limits, sessions, timeouts, upstreams } from './operation';
import { policy } from './policy';
import { projects } from './projects';
import { secrets } from './secrets';
import { servers } from './servers';
import { settings } from './settings';
import { status } from './status';
import { system } from './system';
import { tools } from './tools';
import { users } from './users';

/** Everything that people may do: every door is derived from it. */
export const contract = {
  status,
  approvals,
  grants,
  pauses,
  activity,
  tokens,
  signIns,
  secrets,
  configs,
  servers,
  projects,
  users,
  keys,
  settings,
  system,
  imports,
  clients,
  sessions,
  timeouts,
  adminKeys,
  console: consoleAccess,
  cache,
  limits,
  upstreams,
  tools,
  policy,
} as const;

export type AdminContract = typeof contract;
export type AdminHandlers = { readonly [G in keyof AdminContract]: Handlers<AdminContract[G]> };
export type AdminClient = ContractClient<AdminContract>;
