import { createHash } from 'node:crypto';
import type { UpstreamServer } from '../../../shared/config/upstream-server';
import type { ServerName } from '../../../shared/model/server';

/** Changes when anything about how a server is reached changes, and only then. */
export function fingerprintServer(configId: string, name: ServerName, server: UpstreamServer): string {
  // What is done about what it says, and what and how much of it is shown, is no part of how it is reached.
  const { policy, toolPolicies, curation, limits, toolLimits, ...reached } = server;
  return createHash('sha256')
    .update(canonicalJson([configId, name, reached]))
    .digest('hex');
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
