import type { ArgumentRule } from '../../../shared/config/argument-rules';
import { compileGlobs } from '../../../shared/text/glob';
import { parseArgumentPath, type ArgumentPath } from './argument-path';
import { compileUrlCondition } from './url-condition';
import { compilePattern, compileValueConditions, type ValueCheck } from './value-conditions';

/** A rule that is ready to be asked. */
export interface CompiledRule {
  readonly paths: readonly ArgumentPath[];
  readonly checks: readonly ValueCheck[];
  readonly isAbout: (tool: string) => boolean;
}

const compiled = new WeakMap<ArgumentRule, CompiledRule>();

/** Made once for each rule of a configuration. Throws a SyntaxError for what `ruleProblems` would have named. */
export function compileArgumentRule(rule: ArgumentRule): CompiledRule {
  const known = compiled.get(rule);
  if (known !== undefined) return known;
  const { argument = [], tools, url } = rule;
  const made: CompiledRule = {
    paths: (typeof argument === 'string' ? [argument] : argument).map(parseArgumentPath),
    checks: [...compileValueConditions(rule), ...(url === undefined ? [] : [compileUrlCondition(url)])],
    isAbout: tools === undefined ? () => true : compileGlobs(tools),
  };
  compiled.set(rule, made);
  return made;
}

export interface RuleProblem {
  readonly member: 'matches' | 'matchesNot' | 'url';
  readonly message: string;
}

/** What of a rule cannot be compiled. */
export function ruleProblems({ matches, matchesNot, url }: ArgumentRule): readonly RuleProblem[] {
  const attempts = [
    ['matches', matches === undefined ? undefined : () => compilePattern(matches)],
    ['matchesNot', matchesNot === undefined ? undefined : () => compilePattern(matchesNot)],
    ['url', url === undefined ? undefined : () => compileUrlCondition(url)],
  ] as const;
  return attempts.flatMap(([member, attempt]) => {
    try {
      attempt?.();
      return [];
    } catch (failure) {
      const reason = (failure as Error).message;
      return [{ member, message: member === 'url' ? reason : `is no pattern that RE2 takes: ${reason}` }];
    }
  });
}
