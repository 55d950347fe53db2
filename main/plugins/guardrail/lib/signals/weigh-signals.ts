import type { Severity } from '../../../../../shared/model/verdict';
import type { Hit } from '../detect/detector';
import { createKeywordPool, type KeywordPool } from '../detect/keyword-pool';
import type { Readings } from '../detect/read-once';
import { createRuleSet, type Rule } from '../detect/rule-set';
import { discussionsOf, fencesOf, isExplained, isQuoted, standingOf } from './mention';
import type { Discussion } from './mention';
import { createPhraseFinder } from './phrase-finder';
import type { FrameGroup, PhraseFinder } from './phrase-finder';
import { createPhrasePool, type PhrasePool } from './phrase-pool';
import type { Evidence, Sign, Signal } from './signal';

/** A finding from this on, if the policy says nothing else. */
const THRESHOLD = 0.5;
/** What a kind must weigh by itself to count as independent evidence. */
const INDEPENDENT = 0.4;
/** What it takes to be critical, beside two kinds of evidence. */
export interface Bar {
  /** What one piece must weigh: two weak signs are never enough to block for. */
  readonly strong: number;
  /** What all must come to. */
  readonly critical: number;
  /** How much more than elsewhere the same words mean. */
  readonly gravity?: number;
}

const TEXT_BAR: Bar = { strong: 0.55, critical: 0.8 };

/**
 * What quotation marks mean depends on what carries them: in a text, words talked about; a persona comes with quotations
 * of its own, and a definition has nothing to quote, unless it says what for.
 */
type Carrier = 'text' | 'persona' | 'definition';

/** What a finder looks for: wordings and meanings. */
export interface Signs {
  readonly signals: readonly Signal[];
  readonly groups?: readonly FrameGroup[];
}

/** Signs with weights of their own. */
export interface WeighedSigns extends Signs {
  /** The same with other weights: one search is enough for both. */
  readonly foundAs?: Signs;
}

type SignalFinder = (text: string, readings?: Readings) => readonly Evidence[];

type Search = (text: string, readings?: Readings) => readonly Place[];

/** What is looked for in several places is laid out once. */
interface Shelf {
  readonly searches: Map<Signs, Search>;
  readonly finders: Map<FrameGroup, PhraseFinder>;
  /** For what shares the keywords. */
  readonly phrases: PhrasePool;
}

const shelves = new WeakMap<KeywordPool, Shelf>();

/** Finds the signs in a text and weighs each by where it stands: said to the reader, quoted, or told about. */
export function createSignalFinder(
  signs: WeighedSigns,
  carrier: Carrier = 'text',
  pool = createKeywordPool(),
): SignalFinder {
  const { signals, groups = [] } = signs;
  const all = [...signals, ...groups.flatMap(({ frames }) => frames)];
  const byId = new Map<string, Sign>(all.map((sign) => [sign.id, sign]));
  if (byId.size !== all.length) throw new TypeError('Two signs have one id');
  const search = searchFor(signs.foundAs ?? signs, pool);
  return (text, readings) => {
    const hits = search(text, readings);
    if (hits.length === 0) return NO_EVIDENCE;
    const fences = fencesOf(text);
    const discussionAt = discussionsOf(text, carrier !== 'persona');
    return withoutContained(
      hits.map((hit) => {
        const discussion = discussionAt(hit.start);
        return weigh(text, hit, { signal: byId.get(hit.rule)!, discussion, carrier, fences });
      }),
    );
  };
}

const NO_EVIDENCE: readonly Evidence[] = [];

function searchFor(signs: Signs, pool: KeywordPool): Search {
  const shelf = shelves.get(pool) ?? { searches: new Map(), finders: new Map(), phrases: createPhrasePool() };
  shelves.set(pool, shelf);
  const search = shelf.searches.get(signs) ?? createSearch(signs, pool, shelf);
  shelf.searches.set(signs, search);
  return search;
}

function createSearch({ signals, groups = [] }: Signs, pool: KeywordPool, shelf: Shelf): Search {
  const findSignals = createRuleSet(signals.map(ruleOf), pool);
  const findFrames = groups.map((group) => phraseFinderOf(group, shelf));
  return (text, readings) => {
    let places: readonly Place[] = findSignals(text, readings);
    for (const find of findFrames) {
      const framed = find(text, readings);
      if (framed.length > 0) places = [...places, ...framed];
    }
    return places;
  };
}

/** Signals that are looked for in several places are prepared once. */
const rules = new WeakMap<Signal, Rule>();

function ruleOf(signal: Signal): Rule {
  const known = rules.get(signal);
  if (known !== undefined) return known;
  const { weight, kind: _, ...facts } = signal;
  const rule: Rule = { ...facts, score: weight, severity: 'low' };
  rules.set(signal, rule);
  return rule;
}

function phraseFinderOf(group: FrameGroup, { finders, phrases }: Shelf): PhraseFinder {
  const find = finders.get(group) ?? createPhraseFinder(group, phrases);
  finders.set(group, find);
  return find;
}

type Place = Pick<Hit, 'rule' | 'start' | 'end'>;

interface Setting {
  readonly signal: Sign;
  readonly discussion: Discussion;
  readonly carrier: Carrier;
  readonly fences: readonly number[];
}

function weigh(text: string, { start, end }: Place, { signal, discussion, carrier, fences }: Setting): Evidence {
  const marked = isQuoted(text, { start, end }, fences);
  const explained = marked && isExplained(text, start, end);
  const quoted = marked && (carrier === 'text' || discussion > 0 || (carrier === 'definition' && explained));
  const standing = standingOf(text, start);
  const asQuoted = quoted ? [explained ? 0.5 : 0.65, 0.5, 0.4][discussion]! : [1, 0.85, 0.6][discussion]!;
  const weight = signal.weight * asQuoted * standing;
  return {
    signal,
    weight,
    start,
    end,
    quoted,
    mentioned: (carrier === 'definition' ? quoted : marked) || standing < 1 || discussion > 0,
    told: quoted || standing < 1 || discussion === 2,
  };
}

/** The same words are evidence once: what stands within a heavier piece adds nothing to it. */
function withoutContained(evidence: readonly Evidence[]): readonly Evidence[] {
  if (evidence.length === 1 || evidence.length > MOST_COMPARED) return evidence;
  const kept: Evidence[] = [];
  for (const piece of [...evidence].sort((one, other) => other.weight - one.weight)) {
    if (!kept.some((heavier) => isMostlyWithin(piece, heavier))) kept.push(piece);
  }
  return kept;
}

const MOST_COMPARED = 400;

function isMostlyWithin(piece: Evidence, other: Evidence): boolean {
  const shared = Math.min(piece.end, other.end) - Math.max(piece.start, other.start);
  return shared > 0.75 * (piece.end - piece.start);
}

interface Weight {
  readonly score: number;
  readonly severity: Severity;
}

/** What the evidence comes to: each kind counts once, with its heaviest, as independent chances do. */
export function sumUp(evidence: readonly Evidence[], bar: Bar = TEXT_BAR): Weight {
  const kinds = new Map<string, number>();
  const outright = new Set<string>();
  let strongest = 0;
  for (const { signal, weight, quoted, mentioned } of evidence) {
    // What is quoted is quoted together: however much it is, it is one thing talked about.
    const kind = quoted ? 'quoted' : signal.kind;
    kinds.set(kind, Math.max(kinds.get(kind) ?? 0, weight));
    if (mentioned || weight < INDEPENDENT) continue;
    outright.add(signal.kind);
    strongest = Math.max(strongest, weight);
  }
  // Where everything is talked about and nothing is said, more of it makes a longer article, not an attack.
  const isSaid = evidence.some(({ told }) => !told);
  const doubt = [...kinds.values()].reduce((product, weight) => product * (1 - weight), 1);
  const certainty = isSaid ? 1 - doubt : Math.max(0, ...kinds.values());
  const score = Math.min(0.99, Math.round(certainty * (bar.gravity ?? 1) * 100) / 100);
  return { score, severity: severityOf(score, strongest >= bar.strong && score >= bar.critical ? outright.size : 0) };
}

function severityOf(score: number, outrightKinds: number): Severity {
  if (score < THRESHOLD) return 'low';
  if (outrightKinds >= 2) return 'critical';
  return score >= 0.7 ? 'high' : 'medium';
}

const MOST_PER_CLUSTER = 6;

/** The findings of one text: signals that stand within reach of each other are weighed together. */
export function hitsOf(evidence: readonly Evidence[], reach: number): readonly Hit[] {
  if (evidence.length === 0) return [];
  const sorted = [...evidence].sort((one, other) => one.start - other.start);
  const hits: Hit[] = [];
  let cluster: Evidence[] = [];
  for (const piece of sorted) {
    const last = cluster.at(-1);
    const isFar = last !== undefined && piece.start - last.end > reach;
    if (isFar || (cluster.length > 0 && piece.start - cluster[0]!.start > 4 * reach)) {
      hits.push(...hitsOfCluster(cluster));
      cluster = [];
    }
    cluster.push(piece);
  }
  hits.push(...hitsOfCluster(cluster));
  return hits;
}

function hitsOfCluster(cluster: readonly Evidence[]): readonly Hit[] {
  const { score, severity } = sumUp(cluster);
  const byRule = new Map<string, Evidence>();
  for (const piece of cluster) {
    const known = byRule.get(piece.signal.id);
    if (known === undefined || known.weight < piece.weight) byRule.set(piece.signal.id, piece);
  }
  return [...byRule.values()]
    .sort((one, other) => other.weight - one.weight)
    .slice(0, MOST_PER_CLUSTER)
    .map(({ signal, start, end }) => ({ rule: signal.id, severity, score, message: signal.message, start, end }));
}

/** The same evidence, counted from further ahead. */
export function movedBy(offset: number, evidence: Evidence): Evidence {
  return offset === 0 ? evidence : { ...evidence, start: evidence.start + offset, end: evidence.end + offset };
}
