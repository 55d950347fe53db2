import type { JsonObject } from '../../../shared/model/json-rpc';
import type { Finding } from '../../../shared/model/verdict';
import { valuesAt, type ArgumentPath, type FoundValue } from './argument-path';
import { compileArgumentRule } from './compile-argument-rule';
import type { EffectiveRule } from './effective-rules';
import { boundedLinks } from './file-probe';
import { pathProblem, type PathPlace } from './path-condition';

/** A rule that does not hold, and where. */
export interface Objection {
  readonly rule: EffectiveRule;
  readonly finding: Finding;
}

/** One objection of a rule is enough to act on; this many are told. */
const MAX_OBJECTIONS = 20;

/** Looks at the file system that one call may cost. An honest path costs about as many as it has links and rules. */
const MAX_LOOKS = 20_000;

/** Whether any of the rules has to look at the file system. */
export function needsDisk(rules: readonly EffectiveRule[]): boolean {
  return rules.some(({ rule }) => rule.path !== undefined);
}

/** What the rules object to, without a look at the file system. */
export function objectionsTo(rules: readonly EffectiveRule[], args: JsonObject): Objection[] {
  return rules.flatMap((rule) => valueObjections(rule, args).slice(0, MAX_OBJECTIONS));
}

/** What the rules about paths object to. Stops at the first objection of each rule. */
export async function pathObjectionsTo(
  rules: readonly EffectiveRule[],
  args: JsonObject,
  place: PathPlace,
  signal: AbortSignal,
): Promise<Objection[]> {
  const objections: Objection[] = [];
  const bounded = { ...place, links: boundedLinks(place.links, MAX_LOOKS, signal) };
  for (const one of rules) {
    const { path } = one.rule;
    if (path === undefined) continue;
    for (const { found, argument } of valuesOf(one, args)) {
      signal.throwIfAborted();
      const problem = await pathProblem(found.value, path, bounded);
      if (problem === undefined) continue;
      objections.push(objection(one, argument, found.at, problem));
      break;
    }
  }
  return objections;
}

function valueObjections(one: EffectiveRule, args: JsonObject): Objection[] {
  const { checks, paths } = compileArgumentRule(one.rule);
  const { present } = one.rule;
  const objections: Objection[] = [];
  for (const path of paths) {
    const { values, misfits } = valuesAt(args, path);
    for (const at of misfits) objections.push(objection(one, path, at, 'has another form than the rule expects'));
    if (present === true && values.length === 0) objections.push(objection(one, path, '', 'must be given'));
    if (present === false && values.length > 0)
      objections.push(objection(one, path, values[0]?.at ?? '', 'must be left out'));
  }
  for (const { found, argument } of valuesOf(one, args)) {
    for (const check of checks) {
      const problem = check(found.value);
      if (problem !== undefined) objections.push(objection(one, argument, found.at, problem));
    }
    if (objections.length >= MAX_OBJECTIONS) break;
  }
  return objections;
}

function* valuesOf(
  { rule }: EffectiveRule,
  args: JsonObject,
): Generator<{ found: FoundValue; argument: ArgumentPath }> {
  for (const argument of compileArgumentRule(rule).paths) {
    for (const found of valuesAt(args, argument).values) yield { found, argument };
  }
}

/** The argument is named as the rule names it, never by its value. */
function objection(rule: EffectiveRule, { text }: ArgumentPath, at: string, problem: string): Objection {
  const said = rule.rule.message === undefined ? '' : `: ${rule.rule.message}`;
  return {
    rule,
    finding: {
      rule: `argument-rules/${rule.id}`,
      severity: rule.action === 'deny' ? 'high' : 'medium',
      message: `"${text}" ${problem} (rule ${rule.id})${said}`,
      at: `/arguments${at}`,
    },
  };
}
