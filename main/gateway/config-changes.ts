import type { GatewayConfig } from '../../shared/config/gateway-config';
import type { ListChanges } from './catalog/list-changes';

/** Of projects and keys; those of servers stand with their servers. */
function curationsOf({ projects, keys }: GatewayConfig): string {
  const said = [projects, keys].map((all) => Object.entries(all).map(([id, { curation }]) => [id, curation]));
  return JSON.stringify(said.map((all) => all.filter(([, curation]) => curation !== undefined)));
}

/** Whether what passed the judges under one configuration would pass them under the other. */
export function judgesAlike(one: GatewayConfig, other: GatewayConfig): boolean {
  const rules = ({ guardrails, policy, projects, configs }: GatewayConfig) =>
    JSON.stringify([guardrails, policy, projects, configs]);
  return rules(one) === rules(other) && curationsOf(one) === curationsOf(other);
}

/** Tells clients whose servers or policy changed to ask again what there is. */
export function announceChanges(before: GatewayConfig, after: GatewayConfig, changes: ListChanges): void {
  const policyChanged =
    JSON.stringify(before.guardrails) !== JSON.stringify(after.guardrails) ||
    curationsOf(before) !== curationsOf(after);
  for (const configId of Object.keys(after.configs)) {
    const same = JSON.stringify(before.configs[configId]?.servers) === JSON.stringify(after.configs[configId]?.servers);
    if (same && !policyChanged) continue;
    for (const list of ['tools', 'prompts', 'resources'] as const) changes.announce({ configId, list });
  }
}
