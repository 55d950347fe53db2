import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { DECEPTION_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/definitions/deception-signals';
import { HARVEST_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/definitions/harvest-signals';
import { MISUSE_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/definitions/misuse-signals';
import { POISONING_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/definitions/poisoning-signals';
import { PREFERENCE_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/definitions/preference-signals';
import { RIVAL_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/definitions/rival-signals';
import { USURPING_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/definitions/usurping-signals';
import { ADDRESSED_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/addressed-signals';
import { AUTHORITY_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/authority-signals';
import { BREAK_OUT_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/break-out-signals';
import { CALLED_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/called-signals';
import { DETOUR_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/detour-signals';
import { DIRECTIVE_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/directive-signals';
import { EXTRACTION_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/extraction-signals';
import { FOREIGN_SECRECY_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/foreign-secrecy-signals';
import { OVERRIDE_LANGUAGE_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/override-languages';
import { OVERRIDE_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/override-signals';
import { PERSONA_FRAME_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/persona-frame-signals';
import { PERSONA_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/persona-signals';
import { PRETENCE_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/pretence-signals';
import { READER_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/reader-signals';
import { REPORTED_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/reported-signals';
import { ROLE_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/role-signals';
import { SECRECY_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/secrecy-signals';
import { TEMPLATE_SIGNALS } from '../../../../../../../main/plugins/guardrail/lib/injection/template-signals';
import type { Signal } from '../../../../../../../main/plugins/guardrail/lib/signals/signal';

const WRITTEN = join(import.meta.dirname, '../../../../../../../scripts/training/written');

const stringsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : [];

const written = (name: string): readonly string[] =>
  readFileSync(join(WRITTEN, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const { text, tool } = JSON.parse(line) as { text?: string; tool?: unknown };
      return text === undefined ? stringsIn(tool).filter((value) => value.includes(' ')) : [text];
    });

const ATTACKS = ['hijacks', 'results', 'personas'].flatMap(written);
const POISONED = written('poisoned');

/** Texts in which a signal’s pattern matches, but none of its keywords stands: nothing is searched there. */
function missedBy({ keywords, pattern }: Signal, texts: readonly string[]): readonly string[] {
  if (keywords.length === 0) return [];
  const folded = keywords.map((keyword) => keyword.replaceAll('\\b', '').toLowerCase());
  return texts.flatMap((text) => {
    const lower = text.toLowerCase();
    if (folded.some((keyword) => lower.includes(keyword))) return [];
    return Array.from(text.matchAll(pattern), ([match]) => match);
  });
}

const TEXT_SIGNALS = [
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
  ...PERSONA_SIGNALS,
  ...PERSONA_FRAME_SIGNALS,
];
const DEFINITION_SIGNALS = [
  ...POISONING_SIGNALS,
  ...HARVEST_SIGNALS,
  ...DECEPTION_SIGNALS,
  ...MISUSE_SIGNALS,
  ...RIVAL_SIGNALS,
  ...USURPING_SIGNALS,
  ...PREFERENCE_SIGNALS,
];

describe('the keywords near which a signal is looked for', () => {
  test.each(TEXT_SIGNALS.map((signal) => [signal.id, signal] as const))(
    'stand in every attack in which %s is',
    (_id, signal) => {
      expect(missedBy(signal, ATTACKS)).toEqual([]);
    },
  );

  test.each(DEFINITION_SIGNALS.map((signal) => [signal.id, signal] as const))(
    'stand in every definition in which %s is',
    (_id, signal) => {
      expect(missedBy(signal, POISONED)).toEqual([]);
    },
  );
});
