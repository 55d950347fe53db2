import { EVERY_PHASE } from '../detect/detector';
import type { TextDetector } from '../detect/detector';
import { createSignalFinder, hitsOf } from '../signals/weigh-signals';
import { PERSONA_FRAME_SIGNALS } from './persona-frame-signals';
import { PERSONA_SIGNALS } from './persona-signals';

/** A persona is described at length: its signals stand further apart than those of an order. */
const REACH = 800;

/** Personas, worlds and games that are to talk a model out of its rules. */
export function createJailbreakDetector(): TextDetector {
  const find = createSignalFinder([...PERSONA_SIGNALS, ...PERSONA_FRAME_SIGNALS], 'persona');
  return {
    detector: 'jailbreak',
    phases: EVERY_PHASE,
    forms: new Set(['plain', 'folded', 'decoded']),
    detect: ({ text }) => hitsOf(find(text), REACH),
  };
}
