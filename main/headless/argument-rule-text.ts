import { CONDITIONS } from '../../shared/config/argument-rules';
import type { EffectiveRule } from '../gateway/argument-rules/effective-rules';
import type { SpokenRules } from '../spoken-rules';
import { formatTable } from './format-table';

/** The rules about arguments that are in force, for people. */
export function describeArgumentRules(rules: readonly EffectiveRule[]): readonly string[] {
  if (rules.length === 0) return [];
  const rows = rules.map(({ id, action, origin, rule }) => {
    const { argument = [], tools = [] } = rule;
    const conditions = CONDITIONS.flatMap((name) =>
      rule[name] === undefined ? [] : `${name} ${JSON.stringify(rule[name])}`,
    );
    const about = typeof argument === 'string' ? argument : argument.join(', ');
    return [id, action, tools.join(', ') || 'all', about, conditions.join(' and '), origin];
  });
  return ['', formatTable(['argument rule', 'else', 'tools', 'argument', 'must be', 'said by'], rows)];
}

const VERDICTS = {
  allow: 'These arguments pass all argument rules.',
  ask: 'A person is asked about these arguments:',
  block: 'These arguments are refused:',
} as const;

export function describeSpoken({ action, objections }: SpokenRules): string {
  const lines = objections.map((one) => `  ${one.action.padEnd(5)} ${one.message}, said by ${one.origin}`);
  return [VERDICTS[action], ...lines].join('\n');
}
