import { EVERY_PHASE } from '../detect/detector';
import type { TextDetector } from '../detect/detector';
import type { KeywordPool } from '../detect/keyword-pool';
import type { Sign } from '../signals/signal';
import type { Signs, WeighedSigns } from '../signals/weigh-signals';
import { createSignalFinder, hitsOf } from '../signals/weigh-signals';
import { ADDRESSED_SIGNALS } from './addressed-signals';
import { AUTHORITY_SIGNALS } from './authority-signals';
import { BREAK_OUT_SIGNALS } from './break-out-signals';
import { CALLED_SIGNALS } from './called-signals';
import { DETOUR_SIGNALS } from './detour-signals';
import { DIRECTIVE_SIGNALS } from './directive-signals';
import { EXTRACTION_SIGNALS } from './extraction-signals';
import { FOREIGN_SECRECY_SIGNALS } from './foreign-secrecy-signals';
import { INJECTION_FRAMES } from './injection-frames';
import { COMMON_PHRASES, INJECTION_PHRASES } from './injection-phrases';
import { COMMON_LANGUAGE_PHRASES, LANGUAGE_FRAMES, LANGUAGE_PHRASES } from './language-phrases';
import { JUDGING_SIGNALS } from './judging-signals';
import { OVERRIDE_LANGUAGE_SIGNALS } from './override-languages';
import { OVERRIDE_SIGNALS } from './override-signals';
import { PRETENCE_SIGNALS } from './pretence-signals';
import { READER_SIGNALS } from './reader-signals';
import { REPORTED_SIGNALS } from './reported-signals';
import { ROLE_SIGNALS } from './role-signals';
import { SCRAMBLED_SIGNALS } from './scrambled-signals';
import { SECRECY_SIGNALS } from './secrecy-signals';
import { TAKEOVER_FRAMES } from './takeover-frames';
import { TEMPLATE_SIGNALS } from './template-signals';

export const INJECTION_SIGNS: Required<Signs> = {
  signals: [
    ...OVERRIDE_SIGNALS,
    ...OVERRIDE_LANGUAGE_SIGNALS,
    ...TEMPLATE_SIGNALS,
    ...AUTHORITY_SIGNALS,
    ...DIRECTIVE_SIGNALS,
    ...EXTRACTION_SIGNALS,
    ...ROLE_SIGNALS,
    ...PRETENCE_SIGNALS,
    ...DETOUR_SIGNALS,
    ...READER_SIGNALS,
    ...REPORTED_SIGNALS,
    ...ADDRESSED_SIGNALS,
    ...CALLED_SIGNALS,
    ...SECRECY_SIGNALS,
    ...FOREIGN_SECRECY_SIGNALS,
    ...BREAK_OUT_SIGNALS,
    ...JUDGING_SIGNALS,
  ],
  groups: [
    { frames: [...INJECTION_FRAMES, ...TAKEOVER_FRAMES], phrases: INJECTION_PHRASES, common: COMMON_PHRASES },
    { frames: LANGUAGE_FRAMES, phrases: LANGUAGE_PHRASES, common: COMMON_LANGUAGE_PHRASES },
  ],
};

/** What definitions say for good reasons: they are written for a machine that reads. */
const NOTES_TO_MACHINES: ReadonlySet<string> = new Set([
  'note-to-model',
  'note-to-reader',
  'reader-called',
  'machine-addressed',
  'machine-at-work',
  'foreign-reader-named',
  'steps-for-reader',
  'model-told',
  'model-told-to-say',
  'model-addressed-with-order',
  'model-obliged',
  'readers-obliged',
  'if-you-are-a-model',
  'role-called',
  'heading-for-machines',
  'call-order',
  'call-and-go-on',
  'heading-turn',
]);
/** Below what is enough by itself. */
const AS_A_NOTE = 0.72;

const asInDefinitions = <T extends Sign>(sign: T): T =>
  NOTES_TO_MACHINES.has(sign.id) ? { ...sign, weight: sign.weight * AS_A_NOTE } : sign;

/** The same as a definition would say it. */
export const INJECTION_SIGNS_IN_DEFINITIONS: Required<WeighedSigns> = {
  foundAs: INJECTION_SIGNS,
  signals: INJECTION_SIGNS.signals.map(asInDefinitions),
  groups: INJECTION_SIGNS.groups.map((group) => ({ ...group, frames: group.frames.map(asInDefinitions) })),
};

/** How far apart two signals may stand and still be one attempt. */
const REACH = 500;

/** Rules against text that gives the model orders: strong templates alone, weak signs only together. */
export function createInjectionRules(pool?: KeywordPool): TextDetector {
  const find = createSignalFinder(INJECTION_SIGNS, 'text', pool);
  const findInDefinitions = createSignalFinder(INJECTION_SIGNS_IN_DEFINITIONS, 'text', pool);
  // It has no keywords to go by, and is a trick of those who type.
  const findScrambled = createSignalFinder({ signals: SCRAMBLED_SIGNALS });
  return {
    detector: 'injection',
    phases: EVERY_PHASE,
    forms: new Set(['plain', 'folded', 'decoded']),
    detect: ({ text, readings, phase }) => {
      const isDefinition = phase === 'listing' || phase === 'server';
      const found = (isDefinition ? findInDefinitions : find)(text, readings);
      return hitsOf(phase === 'input' ? [...found, ...findScrambled(text, readings)] : found, REACH);
    },
  };
}
