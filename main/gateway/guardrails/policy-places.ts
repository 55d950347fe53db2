import type { GatewayConfig } from '../../../shared/config/gateway-config';
import type { Policy } from '../../../shared/config/policy';

/** A policy of a configuration, and where in the file it stands. */
export interface PlacedPolicy {
  readonly path: readonly string[];
  readonly policy: Policy;
}

/** Every policy that a configuration holds. */
export function policyPlaces({ policy, projects, configs }: GatewayConfig): readonly PlacedPolicy[] {
  const said: (readonly [readonly string[], Policy | undefined])[] = [[['policy'], policy]];
  for (const [id, project] of Object.entries(projects)) said.push([['projects', id, 'policy'], project.policy]);
  for (const [id, { servers }] of Object.entries(configs)) {
    for (const [name, server] of Object.entries(servers)) {
      const at = ['configs', id, 'servers', name];
      said.push([[...at, 'policy'], server.policy]);
      const ofTools = Object.entries(server.toolPolicies ?? {});
      said.push(...ofTools.map(([tool, one]) => [[...at, 'toolPolicies', tool], one] as const));
    }
  }
  return said.flatMap(([path, one]) => (one === undefined ? [] : [{ path, policy: one }]));
}
