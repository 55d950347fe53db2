import type { GatewayConfig } from '../../../shared/config/gateway-config';
import type { Policy } from '../../../shared/config/policy';
import { SHIPPED_POLICY } from '../../../shared/config/shipped-policy';
import type { ServerName } from '../../../shared/model/server';
import { compileArgumentRule } from '../argument-rules/compile-argument-rule';
import { mergePolicy, type EffectivePolicy, type PolicyLevel } from './effective-policy';
import { policyPlaces } from './policy-places';

/** What a policy may be about: the tool of a server, in a config, for a project. */
export interface Place {
  readonly projectId: string;
  readonly configId: string;
  /** `gateway` for the gateway’s own tools. */
  readonly server: ServerName;
  readonly tool?: string;
}

/** The policy in force at a place; the same object for places that no level tells apart. */
export type Policies = (place: Place) => EffectivePolicy;

/** Merged once per combination of levels, of which there are as many as the configuration names and no more. */
export function createPolicies(config: GatewayConfig): Policies {
  const merged = new Map<string, EffectivePolicy>();
  // Patterns are compiled when a configuration is put in force, not when somebody calls.
  for (const { policy } of policyPlaces(config)) policy.argumentRules?.forEach(compileArgumentRule);
  return (place) => {
    const { projectId, configId, server, tool } = place;
    const project = config.projects[projectId]?.policy === undefined ? '' : projectId;
    const settings = config.configs[configId]?.servers[server];
    const named = tool !== undefined && own(settings?.toolPolicies, tool) !== undefined ? tool : '';
    const key = `${configId} ${server} ${project} ${named}`;
    const known = merged.get(key);
    if (known !== undefined) return known;
    const policy = mergePolicy(policyLevels(config, place));
    const fitting = server === 'gateway' ? withoutRedaction(policy) : policy;
    merged.set(key, fitting);
    return fitting;
  };
}

/** The levels that speak about a place, the least specific first. */
export function policyLevels(
  config: GatewayConfig,
  { projectId, configId, server, tool }: Place,
): readonly PolicyLevel[] {
  const project = config.projects[projectId];
  const settings = config.configs[configId]?.servers[server];
  const ofTool = tool === undefined ? undefined : own(settings?.toolPolicies, tool);
  const said: readonly (readonly [string, Policy | undefined])[] = [
    ['shipped', SHIPPED_POLICY],
    ['global', config.policy],
    [`project ${projectId}`, project?.policy],
    [`server ${server}`, settings?.policy],
    [`tool ${server} · ${tool ?? ''}`, ofTool],
  ];
  return said.flatMap(([origin, policy]) => (policy === undefined ? [] : [{ origin, policy }]));
}

/** A server may call a tool `constructor`. */
function own(policies: Readonly<Record<string, Policy>> | undefined, tool: string): Policy | undefined {
  return policies !== undefined && Object.hasOwn(policies, tool) ? policies[tool] : undefined;
}

/**
 * Arguments of a gateway tool leave the gateway only as calls of their own, under the policy of the server called; what
 * is replaced is replaced there.
 */
function withoutRedaction(policy: EffectivePolicy): EffectivePolicy {
  const milder = <T extends { readonly action: string }>(one: T): T =>
    one.action === 'redact' ? { ...one, action: 'flag' } : one;
  const detectors = new Map(
    [...policy.detectors].map(([name, settings]) => {
      const decisions = Object.fromEntries(
        Object.entries(settings.decisions).map(([phase, decision]) => {
          const { escalate } = decision;
          return [phase, milder(escalate === undefined ? decision : { ...decision, escalate: milder(escalate) })];
        }),
      ) as unknown as typeof settings.decisions;
      return [name, { ...settings, decisions }] as const;
    }),
  );
  return { ...policy, detectors };
}
