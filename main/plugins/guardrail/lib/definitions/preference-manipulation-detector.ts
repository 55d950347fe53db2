import type { ContentDetector, LocatedHit } from '../detect/detector';
import type { Severity } from '../../../../../shared/model/verdict';
import type { Evidence } from '../signals/signal';
import { createSignalFinder, sumUp } from '../signals/weigh-signals';
import { definitionsOf, stringsOf } from './definition-strings';
import type { Definition } from './definition-strings';
import { PREFERENCE_SIGNALS } from './preference-signals';

/** In a result, advertising is what a page says; only what also speaks about choosing tools is aimed at the model. */
const ABOUT_CHOOSING: ReadonlySet<string> = new Set(['mandate', 'rivals']);
const ABOUT_TOOLS = /\btools?\b/i;
const MOST_PER_DEFINITION = 6;

interface Found extends Evidence {
  readonly at: string;
  readonly isKey: boolean;
}

/** Advertising in definitions and results that is to make a model prefer a tool. */
export function createPreferenceManipulationDetector(): ContentDetector {
  const find = createSignalFinder(PREFERENCE_SIGNALS);
  const search = (definition: Definition): readonly Found[] => {
    const found: Found[] = [];
    for (const { text, at, isKey } of stringsOf(definition)) {
      // Names join words with underscores; what they say is the same.
      const words = isKey || isName(at) ? text.replaceAll(/[_-]/g, ' ') : text;
      for (const evidence of find(words)) found.push({ ...evidence, at, isKey });
    }
    return found;
  };
  const judge = (definition: Definition): readonly LocatedHit[] => hitsOf(search(definition));
  const judgeResult = (content: unknown): readonly LocatedHit[] => {
    const found = search({ value: content, at: '' });
    if (!found.some(({ signal }) => ABOUT_CHOOSING.has(signal.kind))) return [];
    return mentionsTools(content) ? hitsOf(found) : [];
  };
  return {
    detector: 'preference-manipulation',
    phases: new Set(['server', 'listing', 'output']),
    detect: ({ phase, content }) => (phase === 'output' ? judgeResult(content) : definitionsOf(content).flatMap(judge)),
  };
}

const isName = (at: string): boolean => at.endsWith('/name');

function mentionsTools(content: unknown): boolean {
  for (const { text } of stringsOf({ value: content, at: '' })) if (ABOUT_TOOLS.test(text)) return true;
  return false;
}

function hitsOf(found: readonly Found[]): readonly LocatedHit[] {
  if (found.length === 0) return [];
  const { score, severity } = sumUp(found);
  const seen = new Set<string>();
  return [...found]
    .sort((one, other) => other.weight - one.weight)
    .filter(({ signal, at }) => !seen.has(`${signal.id} ${at}`) && seen.add(`${signal.id} ${at}`))
    .slice(0, MOST_PER_DEFINITION)
    .map(({ signal, at, isKey, start, end }) => ({
      rule: signal.id,
      severity: atMostMedium(severity),
      score,
      message: signal.message,
      at,
      ...(isKey ? { isKey: true as const } : {}),
      start,
      end,
    }));
}

/** Advertising misleads a choice; it does no harm by itself. */
const atMostMedium = (severity: Severity): Severity => (severity === 'low' ? 'low' : 'medium');
