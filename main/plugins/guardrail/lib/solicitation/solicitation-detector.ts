import type { TextDetector } from '../detect/detector';
import type { KeywordPool } from '../detect/keyword-pool';
import { createSignalFinder, hitsOf } from '../signals/weigh-signals';
import { SOLICITATION_SIGNALS } from './solicitation-signals';

const REACH = 400;

/** Text of a server that asks its reader for passwords, keys, codes or card data. */
export function createSolicitationDetector(pool?: KeywordPool): TextDetector {
  const find = createSignalFinder({ signals: SOLICITATION_SIGNALS }, 'text', pool);
  return {
    detector: 'solicitation',
    phases: new Set(['server', 'listing', 'output']),
    forms: new Set(['plain', 'folded', 'decoded']),
    detect: ({ text, readings }) => hitsOf(find(text, readings), REACH),
  };
}
