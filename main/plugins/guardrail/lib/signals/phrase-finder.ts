import type { Readings } from '../detect/read-once';
import { createPhrasePool, type PhrasePool } from './phrase-pool';
import { createPhraseScan } from './phrase-scan';
import type { Part } from './phrase-scan';
import type { Frame } from './signal';

/** Kinds of phrases: each a list with `|` between, where `*` at the end stands for any ending of the word. */
export type Phrases = Readonly<Record<string, string>>;

/** Frames and the phrases that their slots name. */
export interface FrameGroup {
  readonly frames: readonly Frame[];
  readonly phrases: Phrases;
  /** The kinds of phrases that every text is full of. */
  readonly common: ReadonlySet<string>;
}

export interface FoundFrame {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

interface Mention {
  readonly start: number;
  readonly end: number;
}

interface Prepared {
  readonly frame: Frame;
  /** The numbers of the kinds that each slot takes. */
  readonly slots: readonly (readonly number[])[];
  /** Those of them that rare phrases alone fill. */
  readonly rareSlots: readonly (readonly number[])[];
  readonly unless: readonly number[];
  readonly within: number;
  /** The kinds that tell where the frame may be: those of slots with rare phrases only. */
  readonly anchors: ReadonlySet<number>;
}

const WITHIN = 60;
/** More of the same do not make a text worse; hostile text has no end of them. */
const MOST_PER_FRAME = 40;
const MOST_MENTIONS = 20_000;
const SENTENCE_END = /[.!?]+["'”’)\]]*(?=\s)|\n\s*\n|\n\s{0,8}(?:[-*•#]|\d{1,2}[.)])\s|[。！？]/;

/** Finds frames; `readings` are those of the text. */
export type PhraseFinder = (text: string, readings?: Readings) => readonly FoundFrame[];

/**
 * Finds frames: one pass for the rare phrases, and where they could make a frame, another around them for those that
 * every text is full of.
 */
export function createPhraseFinder({ frames, phrases, common }: FrameGroup, pool = createPhrasePool()): PhraseFinder {
  const names = Object.keys(phrases);
  const numbersOf = (slot: string): readonly number[] => slot.split('|').map((name) => numberOf(names, name));
  const isRare = (kind: number): boolean => !common.has(names[kind]!);
  const prepared = frames.map((frame): Prepared => {
    const slots = frame.slots.map(numbersOf);
    const rareSlots = slots.filter((some) => some.every(isRare));
    if (rareSlots.length === 0) throw new TypeError(`Frame "${frame.id}" needs a rare phrase`);
    const unless = frame.unless === undefined ? [] : numbersOf(frame.unless);
    const anchors = new Set(rareSlots.flat());
    return { frame, slots, rareSlots, unless, anchors, within: frame.within ?? WITHIN };
  });
  const kinds = names.map((_, kind) => kind);
  const findRare = createRareSearch(phrases, kinds.filter(isRare), pool);
  const collectCommon = createCollector(
    phrases,
    kinds.filter((kind) => !isRare(kind)),
  );
  return (text, readings) => {
    const mentions = findRare(text, readings);
    if (mentions === undefined) return NOTHING;
    const has = (kind: number): boolean => mentions[kind] !== undefined;
    const couldBe = prepared.filter(({ rareSlots }) => rareSlots.every((some) => some.some(has)));
    if (couldBe.length === 0) return NOTHING;
    const anchors = mentions.filter((_, kind) => couldBe.some(({ anchors: own }) => own.has(kind)));
    for (const window of windowsOf(anchors, text.length)) collectCommon(text, window, mentions);
    const possible = couldBe.filter(({ slots }) => slots.every((some) => some.some(has)));
    if (possible.length === 0) return NOTHING;
    return possible.flatMap((one) => search(text, one, mentions));
  };
}

const NOTHING: readonly FoundFrame[] = [];

/** As far as a frame reaches from its rare phrase. */
const REACH = 160;

function windowsOf(mentions: Mentions, length: number): readonly Part[] {
  const windows: { start: number; end: number }[] = [];
  for (const { start, end } of mentions.flatMap((some) => some ?? []).sort(byStart)) {
    const last = windows.at(-1);
    if (last !== undefined && start - REACH <= last.end) last.end = Math.min(length, end + REACH);
    else windows.push({ start: Math.max(0, start - REACH), end: Math.min(length, end + REACH) });
  }
  return windows;
}

function numberOf(names: readonly string[], name: string): number {
  const number = names.indexOf(name);
  if (number === -1) throw new TypeError(`No phrases are called "${name}"`);
  return number;
}

type Mentions = readonly (readonly Mention[] | undefined)[];

/** What a whole text mentions, by the number of its kind; `undefined` when it mentions nothing. */
type RareSearch = (text: string, readings: Readings | undefined) => Mention[][] | undefined;

function createRareSearch(phrases: Phrases, kinds: readonly number[], pool: PhrasePool): RareSearch {
  const entries = entriesOf(phrases, kinds);
  const search = pool.add(entries.map(({ phrase }) => phrase));
  return (text, readings) => {
    const found = search(text, readings);
    if (found === undefined) return undefined;
    const mentions: Mention[][] = [];
    for (let index = 0; index < found.length; index += 3) {
      const { kind } = entries[found[index]!]!;
      (mentions[kind] ??= []).push({ start: found[index + 1]!, end: found[index + 2]! });
    }
    return mentions;
  };
}

function entriesOf(phrases: Phrases, kinds: readonly number[]) {
  const lists = Object.values(phrases);
  return kinds.flatMap((kind) => lists[kind]!.split('|').map((phrase) => ({ kind, phrase })));
}

/** Adds what a part of a text mentions, by the number of its kind. */
type Collect = (text: string, part: Part, mentions: Mention[][]) => void;

function createCollector(phrases: Phrases, kinds: readonly number[]): Collect {
  const entries = entriesOf(phrases, kinds);
  if (entries.length === 0) return () => undefined;
  const scan = createPhraseScan(entries.map(({ phrase }) => phrase));
  return (text, part, mentions) => {
    let count = 0;
    scan(text, part, (phrase, start, end) => {
      count += 1;
      if (count <= MOST_MENTIONS) (mentions[entries[phrase]!.kind] ??= []).push({ start, end });
    });
  };
}

function search(text: string, { frame, slots, unless, within }: Prepared, mentions: Mentions): readonly FoundFrame[] {
  const found: FoundFrame[] = [];
  const [firsts, ...rest] = slots.map((kinds) => mentionsOf(kinds, mentions));
  const others = mentionsOf(unless, mentions);
  for (const first of firsts!) {
    if (found.length >= MOST_PER_FRAME) break;
    const chosen = [first];
    for (const candidates of rest) {
      const next = nearest(chosen, candidates, { text, frame, within });
      if (next === undefined) break;
      chosen.push(next);
    }
    if (chosen.length < slots.length) continue;
    const start = Math.min(...chosen.map((mention) => mention.start));
    const end = Math.max(...chosen.map((mention) => mention.end));
    if (!hasAny(others, start - AROUND, end + AROUND)) found.push({ rule: frame.id, start, end });
  }
  return found;
}

/** What makes a frame something else may stand a word before or after it. */
const AROUND = 16;

const byStart = (one: Mention, other: Mention): number => one.start - other.start;

function mentionsOf(kinds: readonly number[], mentions: Mentions): readonly Mention[] {
  return kinds.flatMap((kind) => mentions[kind] ?? []).sort(byStart);
}

function hasAny(mentions: readonly Mention[], start: number, end: number): boolean {
  const next = mentions[firstFrom(mentions, start)];
  return next !== undefined && next.end <= end;
}

/** The first mention that starts at the place or after it. */
function firstFrom(mentions: readonly Mention[], place: number): number {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle]!.start < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

const LONGEST_PHRASE = 48;

/** The phrase next to those chosen before, which it must not overlap. */
function nearest(
  chosen: readonly Mention[],
  candidates: readonly Mention[],
  { text, frame, within }: Pick<Prepared, 'frame' | 'within'> & { readonly text: string },
): Mention | undefined {
  const last = chosen.at(-1)!;
  const inOrder = frame.inOrder === true;
  const start = inOrder ? last.start : Math.min(...chosen.map((one) => one.start));
  const end = inOrder ? last.end : Math.max(...chosen.map((one) => one.end));
  let best: Mention | undefined;
  let least = within + 1;
  for (
    let at = firstFrom(candidates, inOrder ? end : start - within - LONGEST_PHRASE);
    at < candidates.length;
    at += 1
  ) {
    const candidate = candidates[at]!;
    if (candidate.start > end + within) break;
    const isInside = candidate.start < end && candidate.end > start;
    const distance = isInside ? 0 : candidate.start >= end ? candidate.start - end : start - candidate.end;
    if (distance >= least) continue;
    if (chosen.some((one) => candidate.start < one.end && one.start < candidate.end)) continue;
    if (frame.acrossSentences !== true && isParted(text, last, candidate)) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

/** Whether a sentence ends between two phrases. */
function isParted(text: string, one: Mention, other: Mention): boolean {
  const [first, second] = one.start < other.start ? [one, other] : [other, one];
  return SENTENCE_END.test(text.slice(first.end, second.start));
}
