import type { TextDetector } from '../detect/detector';
import type { KeywordPool } from '../detect/keyword-pool';
import { createSignalFinder, hitsOf } from '../signals/weigh-signals';
import { LEAK_SIGNALS } from './leak-signals';

/** A system prompt is long, and its telling lines stand far apart. */
const REACH = 1_500;

/** Text that looks like the system prompt of a model, given away. */
export function createSystemPromptLeakDetector(pool?: KeywordPool): TextDetector {
  const find = createSignalFinder({ signals: LEAK_SIGNALS }, 'text', pool);
  return {
    detector: 'system-prompt-leak',
    phases: new Set(['input', 'output']),
    forms: new Set(['plain', 'folded', 'decoded']),
    detect: ({ text, readings }) => hitsOf(find(text, readings), REACH),
  };
}
