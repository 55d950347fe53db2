import { RE2JS } from 're2js';
import { z } from 'zod';
import { ALLOW, type Edit, type Finding, type Verdict } from '../../../shared/model/verdict';
import { definePlugin } from '../../gateway/ports/plugin';
import { walkStrings } from './lib/walk-strings';
import { composed, createWordFinder, type Finder, type Match, restOf } from './lib/word-finder';

const Pattern = z
  .string()
  .min(1)
  .max(1_000)
  .superRefine((pattern, context) => {
    try {
      RE2JS.compile(pattern);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      context.addIssue({ code: 'custom', message: `is not a pattern that RE2 understands: ${reason}` });
    }
  });

const MAX_LETTERS = 1_000_000;

const Options = z
  .strictObject({
    /** Looked for as they are, anywhere in a text or, with `wholeWords`, between word borders. */
    words: z.array(z.string().min(1).max(1_000)).max(10_000).default([]),
    /** RE2 syntax: linear time, no look-around, no back-references. */
    patterns: z.array(Pattern).max(1_000).default([]),
    wholeWords: z.boolean().default(false),
    caseSensitive: z.boolean().default(false),
    action: z.enum(['flag', 'redact', 'ask', 'block']).default('block'),
    /** Put in place of what is redacted. */
    replacement: z.string().max(200).default('[REDACTED]'),
  })
  .refine(({ words, patterns }) => words.length + patterns.length > 0, 'needs at least one of "words" and "patterns"')
  .refine(
    ({ words }) => words.reduce((sum, word) => sum + word.length, 0) <= MAX_LETTERS,
    `"words" together may have ${MAX_LETTERS} characters at most`,
  );
type Options = z.output<typeof Options>;

/** Objects to content that holds any of the configured words or patterns. */
export const customKeyword = definePlugin({
  kind: 'guardrail',
  name: 'custom-keyword',
  title: 'Words and patterns',
  options: Options,
  create(options) {
    // All places are needed only to replace them.
    const most = options.action === 'redact' ? MAX_MATCHES : 1;
    const finders = [
      ...(options.words.length === 0 ? [] : [createWordFinder(options, most)]),
      ...options.patterns.map((pattern) => patternFinder(pattern, options, most)),
    ];
    return {
      phases: new Set(['server', 'listing', 'input', 'output'] as const),
      inspect: ({ content }) => judge(content, finders, options),
    };
  },
});

const MAX_FINDINGS = 50;
const MAX_MATCHES = 10_000;

function judge(content: unknown, finders: readonly Finder[], { action, replacement }: Options): Verdict {
  const findings: Finding[] = [];
  const edits: Edit[] = [];
  let isInKey = false;
  for (const { text: raw, at, isKey } of walkStrings(content)) {
    const text = composed(raw);
    const matches = finders.flatMap((find) => find(text));
    if (matches.length === 0) continue;
    isInKey ||= isKey;
    if (findings.length < MAX_FINDINGS) findings.push(findingAt(at, isKey, finders));
    if (!isKey) edits.push({ at, value: replaceAll(text, matches, replacement) });
  }
  if (findings.length === 0) return ALLOW;
  // A member’s name cannot be redacted without changing what the content means.
  if (action === 'redact') return isInKey ? { action: 'block', findings } : { action, findings, edits };
  return { action, findings };
}

/** A pointer through a member whose name is forbidden would repeat it, so it ends at the object that holds it. */
function findingAt(at: string, isKey: boolean, finders: readonly Finder[]): Finding {
  const tokens = at.split('/');
  const isForbidden = (token: string) => {
    const name = composed(token.replaceAll('~1', '/').replaceAll('~0', '~'));
    return finders.some((find) => find(name).length > 0);
  };
  const first = tokens.findIndex(isForbidden);
  const where = first < 0 ? at : tokens.slice(0, first).join('/');
  const message = isKey ? 'a forbidden word or pattern in the name of a member' : 'a forbidden word or pattern';
  return { rule: 'custom-keyword', severity: 'high', message, at: where };
}

function patternFinder(pattern: string, { caseSensitive }: Options, most: number): Finder {
  const compiled = RE2JS.compile(pattern, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  return (text) => {
    const matcher = compiled.matcher(text);
    const matches: Match[] = [];
    while (matcher.find()) {
      if (matcher.end() === matcher.start()) continue;
      if (matches.length === most) return [...matches, restOf(text, matcher.start())];
      matches.push({ start: matcher.start(), end: matcher.end() });
    }
    return matches;
  };
}

/** Replaces all matches, overlapping ones as one. */
function replaceAll(text: string, matches: readonly Match[], replacement: string): string {
  let result = '';
  let position = 0;
  for (const { start, end } of [...matches].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start >= position) result += text.slice(position, start) + replacement;
    position = Math.max(position, end);
  }
  return result + text.slice(position);
}
