import { EVERY_PHASE } from '../detect/detector';
import type { TextDetector } from '../detect/detector';
import type { KeywordPool } from '../detect/keyword-pool';
import { createSignalFinder, hitsOf } from '../signals/weigh-signals';
import type { Signs } from '../signals/weigh-signals';
import { PERSONA_FRAME_SIGNALS } from './persona-frame-signals';
import { COMMON_PERSONA_PHRASES, PERSONA_MEANT_FRAMES, PERSONA_PHRASES } from './persona-phrases';
import { PERSONA_SIGNALS } from './persona-signals';

export const PERSONA_SIGNS: Signs = {
  signals: [...PERSONA_SIGNALS, ...PERSONA_FRAME_SIGNALS],
  groups: [{ frames: PERSONA_MEANT_FRAMES, phrases: PERSONA_PHRASES, common: COMMON_PERSONA_PHRASES }],
};

/** A persona is described at length: its signals stand further apart than those of an order. */
const REACH = 800;

/** Personas, worlds and games that are to talk a model out of its rules. */
export function createJailbreakDetector(pool?: KeywordPool): TextDetector {
  const find = createSignalFinder(PERSONA_SIGNS, 'persona', pool);
  return {
    detector: 'jailbreak',
    phases: EVERY_PHASE,
    forms: new Set(['plain', 'folded', 'decoded']),
    detect: ({ text, readings }) => hitsOf(find(text, readings), REACH),
  };
}
