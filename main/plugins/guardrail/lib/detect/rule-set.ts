import type { Severity } from '../../../../../shared/model/verdict';
import { asciiPatternOf } from './ascii-pattern';
import { compilePattern } from './compile-pattern';
import type { Hit } from './detector';
import { createKeywordPool, type FoundKeywords, type KeywordPool } from './keyword-pool';
import { isAnyWithin, narrow, narrowPatternOf, type NarrowText } from './narrow-text';
import { readOnce, type Readings } from './read-once';
import { hasRunWithin, runsOf, SHORTEST_RUN, type UnbrokenRuns } from './unbroken-run';

/** One pattern and what it means. */
export interface Rule {
  /** Lower case with hyphens; in upper case it is the word in a placeholder. */
  readonly id: string;
  /** The pattern is tried only near one of these, which every match must contain; `\bkey\b` only as a word. None: tried on the whole text. */
  readonly keywords: readonly string[];
  /** Must have the flag `g`. A group called `hit` is what was found; without it, the whole match. */
  readonly pattern: RegExp;
  readonly severity: Severity;
  readonly score: number;
  readonly message: string;
  /** How far a match may reach to either side of the keyword’s start, in UTF-16 code units. */
  readonly before?: number;
  readonly after?: number;
  /** So many letters, digits, `+`, `/`, `_` and `-` stand in a row in every match; where there is none is not searched. At least 20. */
  readonly run?: number;
  /** A closer look at a match, such as a checksum; a number replaces the score. */
  readonly accept?: (match: RegExpExecArray, text: string) => boolean | number;
}

const BEFORE = 80;
const AFTER = 320;
/** Patterns may backtrack within this much text and no more, so that hostile text costs what ordinary text costs. */
const MAX_WINDOW = 2_048;
const MAX_HITS = 10_000;
const NO_HITS: readonly Hit[] = [];

interface Prepared {
  readonly rule: Rule;
  /** The rule’s, for any text and for a plain one; made when they are first needed. */
  pattern: Pattern | undefined;
  asciiPattern: Pattern | undefined;
  readonly before: number;
  readonly after: number;
}

/** Copies of a pattern that say where its group is. */
interface Pattern {
  readonly wide: RegExp;
  /** For one byte per character; absent where that would find something else, or what looks closer would see something else. */
  readonly narrow: RegExp | undefined;
}

interface Window {
  start: number;
  end: number;
}

/** Finds what rules look for; `readings` are those of the text. */
export type RuleSet = (text: string, readings?: Readings) => readonly Hit[];

/**
 * Compiles rules into one function: a single pass for the keywords of all in a pool, then each pattern only where one of its
 * keywords is.
 */
export function createRuleSet(rules: readonly Rule[], pool = createKeywordPool()): RuleSet {
  const prepared = rules.map(prepare);
  note(prepared, pool);
  const everywhere = prepared.filter(({ rule }) => rule.keywords.length === 0);
  const { keywords, rulesOf } = keywordsOf(prepared);
  const findKeywords = pool.add(keywords);
  return (text, readings) => {
    const found = findKeywords(text, readings);
    if (found === undefined && everywhere.length === 0) return NO_HITS;
    const hits: Hit[] = [];
    const searched = { text, narrowed: readOnce(text, readings, narrow), readings, hits, latest: undefined };
    for (const one of everywhere) searchAll(one, searched);
    if (found !== undefined) searchNear(found, rulesOf, searched);
    return hits.length > 1 ? withoutTwice(hits) : hits;
  };
}

/** The rules of each pool. */
const ofPools = new WeakMap<KeywordPool, Set<Prepared>>();

function note(prepared: readonly Prepared[], pool: KeywordPool): void {
  const known = ofPools.get(pool) ?? new Set();
  ofPools.set(pool, known);
  for (const one of prepared) known.add(one);
}

/** Compiles the patterns of all rules that share a pool, for every kind of text, before anybody waits for them. */
export function* compilePatterns(pool: KeywordPool): Generator<void, void, void> {
  for (const one of ofPools.get(pool) ?? []) {
    for (const isPlainPart of [true, false]) {
      const pattern = patternFor(one, isPlainPart);
      compilePattern(pattern.narrow ?? pattern.wide, pattern.narrow === undefined);
      yield;
    }
  }
}

function searchNear(found: FoundKeywords, rulesOf: readonly (readonly Prepared[])[], searched: Searched): void {
  const { text, readings } = searched;
  const open = new Map<Prepared, Window>();
  let runs: UnbrokenRuns | undefined;
  for (let index = 0; index < found.length; index += 2) {
    const position = found[index + 1]!;
    for (const one of rulesOf[found[index]!]!) {
      const start = Math.max(0, position - one.before);
      const end = Math.min(text.length, position + one.after);
      const { run } = one.rule;
      // A keyword as common as a full stop would have a pattern tried on every sentence.
      if (run !== undefined && !hasRunWithin((runs ??= readOnce(text, readings, runsOf)), run, { start, end }))
        continue;
      const window = open.get(one);
      if (window === undefined) {
        open.set(one, { start, end });
      } else if (start <= window.end && end - window.start <= Math.max(MAX_WINDOW, one.before + one.after)) {
        window.end = Math.max(window.end, end);
      } else {
        search(one, searched, window);
        window.start = start;
        window.end = end;
      }
    }
  }
  for (const [one, window] of open) search(one, searched, window);
}

/** Patterns take memory and time to compile: a rule that is in several sets is prepared once. */
const known = new WeakMap<Rule, Prepared>();

function prepare(rule: Rule): Prepared {
  const before = known.get(rule);
  if (before !== undefined) return before;
  if (!rule.pattern.global) throw new TypeError(`The pattern of rule "${rule.id}" needs the flag g`);
  if (rule.run !== undefined && rule.run < SHORTEST_RUN)
    throw new TypeError(`The run of rule "${rule.id}" is too short`);
  const prepared: Prepared = {
    rule,
    pattern: undefined,
    asciiPattern: undefined,
    before: rule.before ?? BEFORE,
    after: rule.after ?? AFTER,
  };
  known.set(rule, prepared);
  return prepared;
}

function keywordsOf(prepared: readonly Prepared[]) {
  const byKeyword = new Map<string, Prepared[]>();
  for (const one of prepared) {
    for (const keyword of one.rule.keywords.map((word) => word.toLowerCase())) {
      const known = byKeyword.get(keyword);
      if (known === undefined) byKeyword.set(keyword, [one]);
      else known.push(one);
    }
  }
  return { keywords: [...byKeyword.keys()], rulesOf: [...byKeyword.values()] };
}

/** A text without keywords to go by is cut too; matches may reach over a cut by the rule’s `before`. */
function searchAll(one: Prepared, searched: Searched): void {
  const { text } = searched;
  if (text.length <= MAX_WINDOW) return search(one, searched, { start: 0, end: text.length });
  const step = MAX_WINDOW - one.before;
  for (let start = 0; start < text.length; start += step) {
    search(one, searched, { start, end: Math.min(text.length, start + MAX_WINDOW) });
  }
}

interface Searched {
  readonly text: string;
  readonly narrowed: NarrowText;
  readonly readings: Readings | undefined;
  readonly hits: Hit[];
  latest: Part | undefined;
}

function patternFor(prepared: Prepared, isPlainPart: boolean): Pattern {
  const { rule } = prepared;
  if (!isPlainPart || !rule.pattern.unicode) return (prepared.pattern ??= patternOf(rule, rule.pattern));
  return (prepared.asciiPattern ??= patternOf(rule, asciiPatternOf(rule.pattern)));
}

function patternOf({ accept }: Rule, { source, flags, hasIndices }: RegExp): Pattern {
  const wide = new RegExp(source, source.includes('(?<hit>') && !hasIndices ? `${flags}d` : flags);
  return { wide, narrow: accept === undefined ? narrowPatternOf(wide) : undefined };
}

/** What is searched of a text. Rules that wait for the same keywords search the same part. */
interface Part extends Readonly<Window> {
  /** In one byte for each character; where it is wide, signs stand for what takes more. */
  readonly bytes: string;
  readonly isWide: boolean;
  readonly isPlain: boolean;
}

function partOf(searched: Searched, { start, end }: Window): Part {
  const { narrowed, latest } = searched;
  if (latest !== undefined && latest.start === start && latest.end === end) return latest;
  const { bytes, wide, foreign } = narrowed;
  const part = {
    start,
    end,
    bytes: start === 0 && end === bytes.length ? bytes : bytes.slice(start, end),
    isWide: isAnyWithin(wide, start, end),
    // One letter in another script makes no window dearer than its own.
    isPlain: !isAnyWithin(foreign, start, end),
  };
  searched.latest = part;
  return part;
}

function search(prepared: Prepared, searched: Searched, window: Window): void {
  const { hits } = searched;
  const { rule } = prepared;
  const { bytes, isWide, isPlain } = partOf(searched, window);
  const { narrow: narrowPattern, wide: widePattern } = patternFor(prepared, isPlain);
  const pattern = narrowPattern ?? widePattern;
  const part = isWide && narrowPattern === undefined ? searched.text.slice(window.start, window.end) : bytes;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(part); match !== null; match = pattern.exec(part)) {
    if (match[0] === '') pattern.lastIndex += 1;
    const accepted = rule.accept === undefined ? true : rule.accept(match, part);
    if (accepted === false) continue;
    const [start, end] = match.indices?.groups?.['hit'] ?? [match.index, match.index + match[0].length];
    if (start === end || hits.length >= MAX_HITS) continue;
    const { id, severity, message } = rule;
    const score = accepted === true ? rule.score : accepted;
    hits.push({ rule: id, severity, score, message, start: window.start + start, end: window.start + end });
  }
}

/** What two windows of one rule both saw is one hit. */
function withoutTwice(hits: readonly Hit[]): readonly Hit[] {
  const seen = new Set<string>();
  return hits.filter(({ rule, start, end }) => {
    const key = `${rule} ${start} ${end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
