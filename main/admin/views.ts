import type { z } from 'zod';
import type { GatewayConfig } from '../../shared/config/gateway-config';
import type { Policy } from '../../shared/config/policy';
import type { UpstreamServer } from '../../shared/config/upstream-server';
import type { ServerRow } from '../../shared/contract/configs';
import type { KeyRow } from '../../shared/contract/keys';
import type { ProjectRow } from '../../shared/contract/projects';
import type { UserRow } from '../../shared/contract/users';
import { redact } from '../../shared/text/redact';
import { keyState } from './key-admin';

/* Configured things in the shapes of the base product’s lists. None holds a secret. */

export function configRows({ configs, projects }: GatewayConfig) {
  return Object.entries(configs).map(([id, { name, servers }]) => ({
    mcp_config_id: id,
    mcp_config_name: name,
    servers: Object.keys(servers).length,
    used_by_projects: Object.entries(projects)
      .filter(([, { configId }]) => configId === id)
      .map(([project_id, project]) => ({ project_id, project_name: project.name })),
  }));
}

export function serverRows(servers: Readonly<Record<string, UpstreamServer>>): z.output<typeof ServerRow>[] {
  return Object.entries(servers).map(([server_name, server]) => ({
    server_name,
    description: server.description ?? '',
    command: 'command' in server ? server.command : 'bundled' in server ? `bundled ${server.bundled}` : null,
    args: 'args' in server ? redactedArgs(server.args) : [],
    url: 'url' in server ? redact(server.url) : null,
    enabled: server.enabled,
    tools: server.tools.length,
    input_guardrails_enabled: saysOf(server.policy, 'input'),
    output_guardrails_enabled: saysOf(server.policy, 'output'),
  }));
}

/** `--token abc` are two arguments, and only together look like a secret. */
function redactedArgs(args: readonly string[]): string[] {
  return args.map((arg, index) => {
    const before = args[index - 1] ?? '';
    const together = redact(`${before} ${arg}`);
    return before.startsWith('-') && together.startsWith(`${before} `)
      ? together.slice(before.length + 1)
      : redact(arg);
  });
}

/** Whether the server’s own policy does something about what passes in a phase. */
function saysOf(policy: Policy | undefined, phase: 'input' | 'output'): boolean {
  return Object.values(policy?.detectors ?? {}).some(({ action }) => {
    const here = typeof action === 'string' ? action : action?.[phase];
    return here !== undefined && here !== 'off';
  });
}

export function projectRow(config: GatewayConfig, id: string): z.output<typeof ProjectRow> {
  const { name, configId, userIds, createdAt } = config.projects[id]!;
  const set = configId === undefined ? undefined : config.configs[configId];
  return {
    project_name: name,
    project_id: id,
    mcp_config: configId === undefined ? null : { mcp_config_id: configId, mcp_config_name: set?.name ?? configId },
    users: userIds.length,
    api_keys: Object.values(config.keys).filter(({ projectId }) => projectId === id).length,
    created_at: createdAt ?? null,
  };
}

export const projectRows = (config: GatewayConfig) => Object.keys(config.projects).map((id) => projectRow(config, id));

export function userRows({ users, projects, keys }: GatewayConfig): z.output<typeof UserRow>[] {
  return Object.entries(users).map(([id, { name, email, createdAt }]) => ({
    user_id: id,
    email: email ?? null,
    name,
    created_at: createdAt ?? null,
    projects: Object.values(projects).filter(({ userIds }) => userIds.includes(id)).length,
    api_keys: Object.values(keys).filter(({ userId }) => userId === id).length,
  }));
}

export function keyRow(config: GatewayConfig, id: string, now: number): z.output<typeof KeyRow> {
  const key = config.keys[id]!;
  return {
    api_key: `smg_${id}_****`,
    api_key_id: id,
    name: key.name ?? null,
    user_id: key.userId,
    user_email: config.users[key.userId]?.email ?? null,
    project_id: key.projectId,
    project_name: config.projects[key.projectId]?.name ?? null,
    created_at: key.createdAt,
    expires_at: key.expiresAt ?? null,
    disabled: key.disabledAt !== undefined,
    state: keyState(config, key, now),
  };
}

export const keyRows = (config: GatewayConfig, now: number) =>
  Object.keys(config.keys).map((id) => keyRow(config, id, now));
