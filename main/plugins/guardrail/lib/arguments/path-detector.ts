import type { Hit, Passage, TextDetector } from '../detect/detector';
import type { KeywordPools } from '../detect/keyword-pool';
import type { LocalOptions } from '../local-options';
import { createArgumentDetector } from './argument-detector';
import { memberUse } from './member-use';
import { PATH_RULES, RESULT_PATH_RULES } from './path-rules';

/** Finds paths that lead where an argument should not lead: to credentials, into the system, out of the declared roots. */
export function createPathDetector({ roots }: Pick<LocalOptions, 'roots'>, pools?: KeywordPools): TextDetector {
  const texts = createArgumentDetector({
    pools,
    detector: 'path-traversal',
    inArguments: [{ uses: ['value', 'command'], rules: PATH_RULES }],
    inResults: RESULT_PATH_RULES,
  });
  const normalRoots = roots.map((root) => normalisePath(root));
  return {
    ...texts,
    detect(passage) {
      const hits = texts.detect(passage);
      if (normalRoots.length === 0 || passage.phase !== 'input' || passage.isKey) return hits;
      return [...hits, ...outOfRoots(passage, normalRoots)];
    },
  };
}

const PATH_MEMBER =
  /(?:^|_)(?:path|paths|file|files|filename|dir|directory|folder|root|target|source|destination|dest|cwd)$/i;
const ABSOLUTE = /^(?:\/|~[/\\]?|[A-Za-z]:[\\/]|\\\\|file:\/\/)/;

/** Only the text of the path is known here; where links lead is for argument rules, which may look at the disk. */
function outOfRoots(passage: Passage, roots: readonly string[]): readonly Hit[] {
  const { text, member = '' } = passage;
  if (memberUse(passage) !== 'value' || !PATH_MEMBER.test(member) || !ABSOLUTE.test(text)) return [];
  const path = normalisePath(text.replace(/^file:\/\//, ''));
  if (roots.some((root) => path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`))) return [];
  const message = 'a path outside the declared directories';
  return [{ rule: 'outside-roots', severity: 'high', score: 0.9, message, start: 0, end: text.length }];
}

/** With forward slashes, without `.` and `..`, drive letters in lower case. */
function normalisePath(path: string): string {
  const slashed = path.replaceAll('\\', '/').replace(/^[A-Za-z]:/, (drive) => drive.toLowerCase());
  const kept: string[] = [];
  for (const part of slashed.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '.' && part !== '') kept.push(part);
  }
  return `${slashed.startsWith('/') ? '/' : ''}${kept.join('/')}`;
}
