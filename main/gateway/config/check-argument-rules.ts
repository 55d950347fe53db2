import type { GatewayConfig } from '../../../shared/config/gateway-config';
import type { Policy } from '../../../shared/config/policy';
import { ruleProblems } from '../argument-rules/compile-argument-rule';
import { policyPlaces } from '../guardrails/policy-places';
import { formatPath, type ConfigProblem, type PathPart } from './config-problem';

/** Finds what a schema cannot: patterns and hosts that cannot be compiled, ids that one level uses twice. */
export function checkArgumentRules(config: GatewayConfig): ConfigProblem[] {
  return policyPlaces(config).flatMap(({ path, policy }) => checkPolicyRules(policy, path));
}

/** The same for one policy, which stands at `path`. */
export function checkPolicyRules({ argumentRules = [] }: Policy, path: readonly PathPart[] = []): ConfigProblem[] {
  const first = new Map<string, number>();
  return argumentRules.flatMap((rule, index): ConfigProblem[] => {
    const at = [...path, 'argumentRules', index];
    const problems = ruleProblems(rule).map(({ member, message }) => ({ path: formatPath([...at, member]), message }));
    const { id } = rule;
    const earlier = id === undefined ? undefined : first.get(id);
    if (id !== undefined && earlier === undefined) first.set(id, index);
    if (earlier === undefined) return problems;
    const message = `is "${id ?? ''}", as is ${formatPath([...path, 'argumentRules', earlier, 'id'])}`;
    return [...problems, { path: formatPath([...at, 'id']), message, suggestion: 'give each its own id, or none' }];
  });
}
