import { RE2JS } from 're2js';
import { z } from 'zod';
import { ALLOW, type Edit, type Finding, type Verdict } from '../../../shared/model/verdict';
import { definePlugin } from '../../gateway/ports/plugin';
import { walkStrings } from './lib/walk-strings';

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
  .refine(({ words, patterns }) => words.length + patterns.length > 0, 'needs at least one of "words" and "patterns"');
type Options = z.output<typeof Options>;

/** A place where something was found: offsets into one string. */
interface Match {
  readonly start: number;
  readonly end: number;
}
type Finder = (text: string) => readonly Match[];

/** Objects to content that holds any of the configured words or patterns. */
export const customKeyword = definePlugin({
  kind: 'guardrail',
  name: 'custom-keyword',
  title: 'Words and patterns',
  options: Options,
  create(options) {
    const finders = [...wordFinder(options), ...options.patterns.map((pattern) => patternFinder(pattern, options))];
    return {
      phases: new Set(['server', 'listing', 'input', 'output'] as const),
      inspect: ({ content }) => judge(content, finders, options),
    };
  },
});

const MAX_FINDINGS = 50;

function judge(content: unknown, finders: readonly Finder[], { action, replacement }: Options): Verdict {
  const findings: Finding[] = [];
  const edits: Edit[] = [];
  let isInKey = false;
  for (const { text, at, isKey } of walkStrings(content)) {
    const matches = finders.flatMap((find) => find(text));
    if (matches.length === 0) continue;
    isInKey ||= isKey;
    if (findings.length < MAX_FINDINGS) findings.push(findingAt(at, isKey));
    if (!isKey) edits.push({ at, value: replaceAll(text, matches, replacement) });
  }
  if (findings.length === 0) return ALLOW;
  // A member’s name cannot be redacted without changing what the content means.
  if (action === 'redact') return isInKey ? { action: 'block', findings } : { action, findings, edits };
  return { action, findings };
}

/** A pointer to a member whose name is forbidden would repeat it, so such a finding points at the object. */
function findingAt(at: string, isKey: boolean): Finding {
  const where = isKey ? at.slice(0, at.lastIndexOf('/')) : at;
  const message = isKey ? 'a forbidden word or pattern in the name of a member' : 'a forbidden word or pattern';
  return { rule: 'custom-keyword', severity: 'high', message, at: where };
}

function wordFinder({ words, wholeWords, caseSensitive }: Options): readonly Finder[] {
  if (words.length === 0) return [];
  // Alternatives of plain text cannot backtrack far, so the engine of the language is safe here. Longest first,
  // so that a word is redacted whole when a shorter one begins it.
  const alternatives = [...words]
    .sort((a, b) => b.length - a.length)
    .map(escapeRegExp)
    .join('|');
  const source = wholeWords ? `(?<![\\p{L}\\p{N}_])(?:${alternatives})(?![\\p{L}\\p{N}_])` : alternatives;
  const expression = new RegExp(source, caseSensitive ? 'gu' : 'giu');
  return [
    (text) =>
      [...text.matchAll(expression)].map(({ index, 0: found }) => ({ start: index, end: index + found.length })),
  ];
}

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const MAX_MATCHES = 10_000;

function patternFinder(pattern: string, { caseSensitive }: Options): Finder {
  const compiled = RE2JS.compile(pattern, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  return (text) => {
    const matcher = compiled.matcher(text);
    const matches: Match[] = [];
    while (matches.length < MAX_MATCHES && matcher.find()) {
      if (matcher.end() > matcher.start()) matches.push({ start: matcher.start(), end: matcher.end() });
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
