import { RE2JS } from 're2js';
import type { ArgumentRule } from '../../../shared/config/argument-rules';

/** Says what is wrong with a value, in words that never repeat it; `undefined` when it may pass. */
export type ValueCheck = (value: unknown) => string | undefined;

/** The conditions that a value alone can answer. Throws a SyntaxError for a pattern that RE2 does not take. */
export function compileValueConditions(rule: ArgumentRule): readonly ValueCheck[] {
  const { oneOf, noneOf, number, length, matches, matchesNot } = rule;
  const checks: ValueCheck[] = [];
  if (oneOf !== undefined) {
    const allowed = new Set<unknown>(oneOf);
    checks.push((value) => (allowed.has(value) ? undefined : 'is not one of the values that are allowed'));
  }
  if (noneOf !== undefined) {
    const denied = new Set<unknown>(noneOf);
    checks.push((value) => {
      if (typeof value === 'object') return 'must be a text, a number, true or false';
      return denied.has(value) ? 'is one of the values that are not allowed' : undefined;
    });
  }
  if (number !== undefined) checks.push((value) => numberProblem(value, number));
  if (length !== undefined) checks.push((value) => lengthProblem(value, length));
  if (matches !== undefined) {
    const pattern = compilePattern(matches);
    checks.push(
      ofText((text) => (pattern.matcher(text).matches() ? undefined : 'does not have the form that is asked for')),
    );
  }
  if (matchesNot !== undefined) {
    const pattern = compilePattern(matchesNot);
    checks.push(ofText((text) => (pattern.matcher(text).find() ? 'holds what is not allowed' : undefined)));
  }
  return checks;
}

/** Throws a SyntaxError with RE2’s own words. */
export function compilePattern(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (cause) {
    throw new SyntaxError((cause as Error).message, { cause });
  }
}

/** Another kind of value would pass a check for texts by not being one, and be made a text by its server. */
export function ofText(check: (text: string) => string | undefined): ValueCheck {
  return (value) => (typeof value === 'string' ? check(value) : 'must be a text');
}

function numberProblem(value: unknown, { min, max, integer }: NonNullable<ArgumentRule['number']>): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number';
  if (integer === true && !Number.isInteger(value)) return 'must be a whole number';
  if (min !== undefined && value < min) return `must be at least ${min}`;
  return max !== undefined && value > max ? `must be at most ${max}` : undefined;
}

function lengthProblem(value: unknown, { min, max }: NonNullable<ArgumentRule['length']>): string | undefined {
  if (typeof value !== 'string' && !Array.isArray(value)) return 'must be a text or a list';
  const unit = typeof value === 'string' ? 'characters' : 'entries';
  if (min !== undefined && value.length < min) return `must have at least ${min} ${unit}`;
  return max !== undefined && value.length > max ? `must have at most ${max} ${unit}` : undefined;
}
