import type { TextDetector } from '../detect/detector';
import { createSignalFinder, hitsOf } from '../signals/weigh-signals';
import { SOLICITATION_SIGNALS } from './solicitation-signals';

const REACH = 400;

/** Text of a server that asks its reader for passwords, keys, codes or card data. */
export function createSolicitationDetector(): TextDetector {
  const find = createSignalFinder({ signals: SOLICITATION_SIGNALS });
  return {
    detector: 'solicitation',
    phases: new Set(['server', 'listing', 'output']),
    forms: new Set(['plain', 'folded', 'decoded']),
    detect: ({ text }) => hitsOf(find(text), REACH),
  };
}
