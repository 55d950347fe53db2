import type { Hit, Passage, TextDetector } from '../detect/detector';
import type { KeywordPools } from '../detect/keyword-pool';
import { createArgumentDetector } from './argument-detector';
import { CODE_RULES, EXPRESSION_RULES, POLLUTION_RULES } from './code-rules';

/** Finds texts that become code or objects where they arrive. */
export function createCodeDetector(pools?: KeywordPools): TextDetector {
  const texts = createArgumentDetector({
    pools,
    detector: 'code-injection',
    inArguments: [
      { uses: ['prose', 'command', 'query', 'value'], rules: [...CODE_RULES, ...POLLUTION_RULES] },
      { uses: ['value'], rules: EXPRESSION_RULES },
    ],
    inResults: POLLUTION_RULES,
  });
  return {
    ...texts,
    detect(passage) {
      if (passage.isKey) return pollutingName(passage);
      return passage.phase === 'output' && !JSON_TEXT.test(passage.text) ? [] : texts.detect(passage);
    },
  };
}

/** What a server says is parsed as a whole or not at all: in prose and code, such an object is an example. */
const JSON_TEXT = /^\s*[[{]/;

/** A member of this name is a change by itself, wherever the object is merged into another. */
function pollutingName({ text, at }: Passage): readonly Hit[] {
  const isPolluting = text === '__proto__' || (text === 'prototype' && at.endsWith('/constructor/prototype'));
  if (!isPolluting) return [];
  const message = 'a change of all objects (prototype pollution)';
  return [{ rule: 'prototype-pollution', severity: 'high', score: 0.95, message, start: 0, end: text.length }];
}
