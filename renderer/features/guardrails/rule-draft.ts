import { ArgumentRule, CONDITIONS } from '../../../shared/config/argument-rules';
import { parseUrl } from '../../../shared/text/is-url';
import type { ProposedRule } from '../../model/proposed-rule';

export type Condition = (typeof CONDITIONS)[number];
export type RuleAction = 'deny' | 'ask' | 'off';
type Range = { readonly min?: number | undefined; readonly max?: number | undefined };

/** A rule as a person types it; lists have an entry per line. */
export interface RuleDraft {
  readonly id: string;
  readonly action: RuleAction;
  readonly tools: string;
  readonly argument: string;
  readonly message: string;
  /** Those that are chosen; what was typed for others is kept, and is no part of the rule. */
  readonly conditions: readonly Condition[];
  readonly within: string;
  readonly relativeTo: string;
  readonly allow: string;
  readonly deny: string;
  readonly schemes: string;
  readonly oneOf: string;
  readonly noneOf: string;
  readonly number: Range & { readonly integer?: boolean | undefined };
  readonly length: Range;
  readonly matches: string;
  readonly matchesNot: string;
  readonly present: boolean;
}

export const NEW_RULE: RuleDraft = {
  id: '',
  action: 'deny',
  tools: '',
  argument: '',
  message: '',
  conditions: [],
  within: '',
  relativeTo: '',
  allow: '',
  deny: '',
  schemes: '',
  oneOf: '',
  noneOf: '',
  number: {},
  length: {},
  matches: '',
  matchesNot: '',
  present: true,
};

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const SCALAR = /^(?:true|false|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|".*")$/;

/** What stands in a line: a number, a truth value, a text in quotation marks, or a text as it is. */
function scalarOf(line: string): unknown {
  if (!SCALAR.test(line)) return line;
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return line;
  }
}

function lineOf(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return SCALAR.test(value) || value.trim() !== value || value.includes('\n') ? JSON.stringify(value) : value;
}

const withoutBlank = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );

/** The rule that was typed, right or wrong; the schema says which. */
export function ruleOf(draft: RuleDraft): Record<string, unknown> {
  const { id, action, message, conditions } = draft;
  const [first, ...more] = lines(draft.argument);
  const said: Readonly<Record<Condition, unknown>> = {
    path: { within: lines(draft.within), ...withoutBlank({ relativeTo: draft.relativeTo.trim() }) },
    url: withoutBlank({ allow: lines(draft.allow), deny: lines(draft.deny), schemes: lines(draft.schemes) }),
    oneOf: lines(draft.oneOf).map(scalarOf),
    noneOf: lines(draft.noneOf).map(scalarOf),
    number: withoutBlank({ ...draft.number, integer: draft.number.integer === true ? true : undefined }),
    length: withoutBlank(draft.length),
    matches: draft.matches,
    matchesNot: draft.matchesNot,
    present: draft.present,
  };
  return {
    ...withoutBlank({
      id: id.trim(),
      action: action === 'deny' ? undefined : action,
      tools: lines(draft.tools),
      argument: more.length === 0 ? first : [first, ...more],
      message: message.trim(),
    }),
    ...(action === 'off' ? {} : Object.fromEntries(conditions.map((name) => [name, said[name]]))),
  };
}

const textOf = (values: readonly unknown[] | undefined): string => (values ?? []).map(lineOf).join('\n');

/** A rule as it stands, to be changed. */
export function draftOf(rule: ArgumentRule): RuleDraft {
  const { id = '', action, tools, argument = [], message = '', path, url, number = {}, length = {} } = rule;
  const isUsual = url?.schemes.join() === 'http,https';
  return {
    ...NEW_RULE,
    id,
    action,
    tools: (tools ?? []).join('\n'),
    argument: typeof argument === 'string' ? argument : argument.join('\n'),
    message,
    conditions: CONDITIONS.filter((name) => rule[name] !== undefined),
    within: (path?.within ?? []).join('\n'),
    relativeTo: path?.relativeTo ?? '',
    allow: (url?.allow ?? []).join('\n'),
    deny: (url?.deny ?? []).join('\n'),
    schemes: isUsual ? '' : (url?.schemes ?? []).join('\n'),
    oneOf: textOf(rule.oneOf),
    noneOf: textOf(rule.noneOf),
    number,
    length,
    matches: rule.matches ?? '',
    matchesNot: rule.matchesNot ?? '',
    present: rule.present ?? true,
  };
}

/**
 * The beginning of a rule about an argument of a call that somebody saw: without the value that it had, or, of an address,
 * without the host that it led to. What must be true is theirs to say where the value is not known.
 */
export function draftFrom({ argument, value }: ProposedRule): RuleDraft {
  const draft = { ...NEW_RULE, argument };
  if (value === undefined) return draft;
  const host = typeof value === 'string' ? hostOf(value) : undefined;
  if (host !== undefined) return { ...draft, conditions: ['url'], deny: host };
  return { ...draft, conditions: ['noneOf'], noneOf: lineOf(value) };
}

function hostOf(text: string): string | undefined {
  return /^https?:\/\//i.test(text) ? parseUrl(text)?.hostname : undefined;
}

/** What is wrong, by the field that it is about; `rule` is about none. */
export type RuleProblems = Readonly<Partial<Record<string, string>>>;

const FIELDS = ['within', 'relativeTo', 'allow', 'deny', 'schemes'];

export function problemsOf(rule: unknown): RuleProblems {
  const read = ArgumentRule.safeParse(rule);
  if (read.success) return {};
  const problems: Record<string, string> = {};
  for (const { path, message } of read.error.issues) {
    const [first, second] = path.map(String);
    const field = second !== undefined && FIELDS.includes(second) ? second : (first ?? fieldIn(message));
    problems[field] ??= message;
  }
  return problems;
}

/** What the rule as a whole lacks is shown where it is added. */
function fieldIn(message: string): string {
  if (message.includes('"argument"')) return 'argument';
  if (message.includes('"id"')) return 'id';
  return 'conditions';
}
