import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import type { ConfigDraft } from '../gateway/config/config-draft';
import type { ConfigFile } from '../gateway/config/config-file';
import { entryNamed } from './choose';
import { setOf } from './config-set-admin';
import { findId } from './find-entry';
import { parsePolicy } from './server-policy';

/** One level of the policy: the whole gateway, a project, a server or a tool of it. */
export interface PolicyLevel {
  readonly project?: string | undefined;
  /** Absent: `default`. */
  readonly config?: string | undefined;
  readonly server?: string | undefined;
  readonly tool?: string | undefined;
}

/** What each level says of its own; levels that say nothing have an empty policy. */
export interface OwnPolicyAdmin {
  read(level: PolicyLevel): Promise<JsonObject>;
  /** Puts a policy in place of what the level said; throws `invalid_params` naming the member that is wrong. */
  write(level: PolicyLevel, policy: JsonObject): Promise<JsonObject>;
}

export function createOwnPolicyAdmin(file: ConfigFile): OwnPolicyAdmin {
  return {
    read: async (level) => {
      const { holder, member } = holderOf((await file.raw()) as ConfigDraft, level);
      return objectAt(holder, member);
    },
    write: async (level, policy) => {
      const read = { ...parsePolicy(policy) };
      return file.update((draft) => {
        const { holder, member, close } = holderOf(draft, level);
        if (Object.keys(read).length === 0) delete holder[member];
        else holder[member] = read;
        close?.();
        return read;
      });
    },
  };
}

interface Holder {
  readonly holder: Record<string, unknown>;
  readonly member: string;
  /** Takes the holder away where nothing is left in it. */
  readonly close?: () => void;
}

/** What has the policy of a level as a member. */
function holderOf(draft: ConfigDraft, { project, config, server, tool }: PolicyLevel): Holder {
  if (project !== undefined && (config !== undefined || server !== undefined || tool !== undefined)) {
    throw new GatewayError('invalid_params', 'Name a project, or a server, or neither: each has a policy of its own');
  }
  if (project !== undefined) {
    const id = findId('project', draft.projects, project);
    return { holder: (draft.projects as Record<string, Record<string, unknown>>)[id]!, member: 'policy' };
  }
  if (server === undefined && tool === undefined) {
    return { holder: draft as unknown as Record<string, unknown>, member: 'policy' };
  }
  if (server === undefined) throw new GatewayError('invalid_params', 'Say which server has the tool');
  const { set } = setOf(draft, config ?? 'default');
  const entry = entryNamed('server', set.servers, server) as Record<string, unknown>;
  if (tool === undefined) return { holder: entry, member: 'policy' };
  if (tool === '__proto__') throw new GatewayError('invalid_params', 'No tool can be called "__proto__"');
  const policies = (entry['toolPolicies'] ??= {}) as Record<string, unknown>;
  const close = (): void => {
    if (Object.keys(policies).length === 0) delete entry['toolPolicies'];
  };
  return { holder: policies, member: tool, close };
}

function objectAt(holder: Readonly<Record<string, unknown>>, member: string): JsonObject {
  const value = Object.hasOwn(holder, member) ? holder[member] : undefined;
  return isJsonObject(value) ? value : {};
}
