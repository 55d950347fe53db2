import type { ContentDetector, LocatedHit } from '../detect/detector';
import type { KeywordPool } from '../detect/keyword-pool';
import type { Severity } from '../../../../../shared/model/verdict';
import type { Evidence, Sign } from '../signals/signal';
import { createSignalFinder, movedBy, sumUp } from '../signals/weigh-signals';
import type { Place } from '../detect/find-texts';
import { readOnce } from '../detect/read-once';
import { partsOf, partsOfDefinitions } from './definition-strings';
import type { DefinitionPart } from './definition-strings';
import { PREFERENCE_SIGNALS } from './preference-signals';

/** In a result, advertising is what a page says; only what also speaks about choosing tools is aimed at the model. */
const ABOUT_CHOOSING: ReadonlySet<string> = new Set(['mandate', 'rivals']);
const ABOUT_TOOLS = /\btools?\b/i;
/** One word praises nothing. */
const PLAIN_WORD = /^[A-Za-z]{0,8}$/;
const MOST_PER_DEFINITION = 6;
const MOST_EVIDENCE = 1_000;

interface Found extends Evidence {
  readonly place: Place | undefined;
  readonly isKey: boolean;
  readonly words: string;
}

/** Advertising in definitions and results that is to make a model prefer a tool. */
export function createPreferenceManipulationDetector(pool?: KeywordPool): ContentDetector {
  const find = createSignalFinder({ signals: PREFERENCE_SIGNALS }, 'text', pool);
  function* search(parts: Iterable<DefinitionPart | undefined>): Generator<undefined, readonly Found[]> {
    const found: Found[] = [];
    for (const part of parts) {
      if (part === undefined) {
        yield undefined;
        continue;
      }
      if (found.length >= MOST_EVIDENCE) break;
      const { text, place, isKey, offset, readings } = part;
      // Names join words with underscores; what they say is the same.
      const words = isKey || isName(place) ? text.replaceAll(/[_-]/g, ' ') : text;
      for (const evidence of PLAIN_WORD.test(words) ? [] : find(words, words === text ? readings : undefined)) {
        const said = words.slice(evidence.start, evidence.end).toLowerCase();
        found.push({ ...movedBy(offset, evidence), place, isKey, words: said });
      }
    }
    return found;
  }
  function* judgeResult(content: unknown): Generator<LocatedHit | undefined> {
    if (!mentionsTools(content)) return;
    const found = yield* search(partsOf({ value: content, place: undefined }));
    if (!found.some(({ signal }) => ABOUT_CHOOSING.has(signal.kind))) return;
    yield* hitsOf(found);
  }
  return {
    detector: 'preference-manipulation',
    phases: new Set(['server', 'listing', 'output']),
    *detect({ phase, content }, readings) {
      if (phase === 'output') return yield* judgeResult(content);
      for (const parts of readOnce(content, readings, partsOfDefinitions)) yield* hitsOf(yield* search(parts));
    },
  };
}

const isName = (place: Place | undefined): boolean => place?.token === 'name';

function mentionsTools(content: unknown): boolean {
  const pending: unknown[] = [content];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string') {
      if (ABOUT_TOOLS.test(value)) return true;
    } else if (Array.isArray(value)) {
      for (const item of value as readonly unknown[]) pending.push(item);
    } else if (typeof value === 'object' && value !== null) {
      for (const name of Object.keys(value)) {
        if (ABOUT_TOOLS.test(name)) return true;
        pending.push((value as Readonly<Record<string, unknown>>)[name]);
      }
    }
  }
  return false;
}

function hitsOf(found: readonly Found[]): readonly LocatedHit[] {
  if (found.length === 0) return [];
  const { score, severity } = sumUp([...found, ...insistenceOf(found)]);
  const seen = new Set<string>();
  return [...found]
    .sort((one, other) => other.weight - one.weight)
    .filter(({ signal, place }) => {
      const key = `${signal.id} ${place?.at ?? ''}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .slice(0, MOST_PER_DEFINITION)
    .map(({ signal, place, isKey, start, end }) => ({
      rule: signal.id,
      severity: atMostMedium(severity),
      score,
      message: signal.message,
      at: place?.at ?? '',
      ...(isKey ? { isKey: true as const } : {}),
      start,
      end,
    }));
}

/** Who says the same thing twice in other words is not describing any more; names say nothing of their own. */
function insistenceOf(found: readonly Found[]): readonly Evidence[] {
  const outright = found.filter(({ mentioned, isKey, place }) => !mentioned && !isKey && !isName(place));
  const kinds = new Set(outright.map(({ signal }) => signal.kind));
  const words = new Set(outright.map((one) => one.words));
  return words.size > kinds.size ? [{ ...outright[0]!, signal: INSISTENCE, weight: INSISTENCE.weight }] : [];
}

const INSISTENCE: Sign = { id: 'insistence', kind: 'pressure', weight: 0.2, message: 'says so again and again' };

/** Advertising misleads a choice; it does no harm by itself. */
const atMostMedium = (severity: Severity): Severity => (severity === 'low' ? 'low' : 'medium');
