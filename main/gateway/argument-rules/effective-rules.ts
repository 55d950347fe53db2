import type { ArgumentRule } from '../../../shared/config/argument-rules';
import type { Policy } from '../../../shared/config/policy';
import { compileArgumentRule } from './compile-argument-rule';

/** A rule in force, and which level said so. */
export interface EffectiveRule {
  readonly id: string;
  readonly origin: string;
  readonly action: 'deny' | 'ask';
  readonly rule: ArgumentRule;
}

interface Level {
  readonly origin: string;
  readonly policy: Policy;
}

/**
 * The rules of all levels, the least specific first. A rule takes the place of the one with its id of a less specific
 * level, or ends it; a rule without an id adds itself, under an id that no configuration can write.
 */
export function mergeArgumentRules(levels: readonly Level[]): readonly EffectiveRule[] {
  const rules = new Map<string, EffectiveRule>();
  for (const { origin, policy } of levels) {
    for (const [index, rule] of (policy.argumentRules ?? []).entries()) {
      const { action } = rule;
      const id = rule.id ?? `${origin}#${index + 1}`;
      if (action === 'off') {
        rules.delete(id);
        continue;
      }
      compileArgumentRule(rule);
      rules.set(id, { id, origin, action, rule });
    }
  }
  return [...rules.values()];
}

/** Those that are about a tool, by the server’s own name for it. */
export function rulesFor(rules: readonly EffectiveRule[], tool: string): readonly EffectiveRule[] {
  return rules.length === 0 ? rules : rules.filter(({ rule }) => compileArgumentRule(rule).isAbout(tool));
}
