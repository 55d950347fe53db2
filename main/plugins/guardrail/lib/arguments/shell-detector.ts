import type { TextDetector } from '../detect/detector';
import type { KeywordPools } from '../detect/keyword-pool';
import { createArgumentDetector } from './argument-detector';
import { DANGEROUS_OPTIONS, REVERSE_SHELLS, RUINOUS_COMMANDS, SECOND_COMMANDS } from './shell-rules';

/** Finds commands where none belong, and commands that nobody should run. */
export function createShellDetector(pools?: KeywordPools): TextDetector {
  return createArgumentDetector({
    pools,
    detector: 'shell-injection',
    inArguments: [
      { uses: ['prose', 'command', 'query', 'value'], rules: REVERSE_SHELLS },
      { uses: ['command', 'value'], rules: RUINOUS_COMMANDS },
      { uses: ['value'], rules: [...SECOND_COMMANDS, ...DANGEROUS_OPTIONS] },
    ],
    inResults: REVERSE_SHELLS.map((rule) => ({ ...rule, severity: 'high' as const, score: 0.8 })),
  });
}
