import type { TextDetector } from '../detect/detector';
import type { KeywordPools } from '../detect/keyword-pool';
import type { Rule } from '../detect/rule-set';
import { createArgumentDetector } from './argument-detector';

/** Not part of any honest statement. */
const ANYWHERE: readonly Rule[] = [
  {
    id: 'sql-tautology',
    keywords: ["' or", '" or', "') or", "'||", "' and", '" and', '1=1', "'or"],
    pattern:
      /['"]\s{0,3}\)?\s{0,3}(?:or|and|\|\||&&)\s{0,3}\(?\s{0,3}(?:(['"]?)(\w{1,20})\1\s{0,3}(?:=|like)\s{0,3}\1\2\b|['"]?(\w{1,20})['"]?\s{0,3}=\s{0,3}['"]?\3\b|true\b|not\s+false\b)/gi,
    severity: 'high',
    score: 0.93,
    message: 'an SQL condition that is always true',
  },
  {
    id: 'sql-file-access',
    keywords: [
      'outfile',
      'dumpfile',
      'load_file',
      'xp_cmdshell',
      'utl_http',
      'pg_read_file',
      'lo_import',
      'sp_oacreate',
      'copy ',
    ],
    pattern:
      /\binto\s+(?:out|dump)file\s+['"]|\bload_file\s*\(|\b(?:xp_cmdshell|sp_oacreate|xp_dirtree)\b|\butl_(?:http|file)\.|\bpg_read_(?:file|binary_file)\s*\(|\blo_import\s*\(|\bcopy\s+\S{1,60}\s+(?:from|to)\s+program\b/gi,
    severity: 'critical',
    score: 0.93,
    message: 'SQL that reaches files or programs',
  },
  {
    id: 'sql-delay',
    keywords: ['sleep', 'waitfor', 'benchmark'],
    pattern:
      /\b(?:pg_)?sleep\s*\(\s*\d{1,6}\s*\)\s*(?:--|#|\)|;|$)|\bwaitfor\s+delay\s+['"]|\bbenchmark\s*\(\s*\d{4,}/gi,
    severity: 'high',
    score: 0.8,
    message: 'SQL that makes the database wait',
  },
];

/** Honest in a statement, not in a value that becomes part of one. */
const IN_VALUES: readonly Rule[] = [
  {
    id: 'sql-union',
    keywords: ['union'],
    pattern: /\bunion\s{1,5}(?:all\s{1,5})?(?:\/\*[^*]{0,40}\*\/)?\s{0,5}select\b/gi,
    severity: 'high',
    score: 0.9,
    message: 'a second SQL query in a value',
  },
  {
    id: 'sql-stacked',
    keywords: ['drop', 'delete', 'insert', 'update', 'alter', 'truncate', 'exec', 'create', 'grant'],
    pattern:
      /['")\d]?\s{0,3};\s{0,5}(?:drop\s+(?:table|database|schema|user)|delete\s+from|insert\s+into|update\s+\S{1,60}\s+set|alter\s+(?:table|user)|truncate\s+(?:table\s+)?\w|exec(?:ute)?\s+\w|create\s+user|grant\s+\w)/gi,
    severity: 'critical',
    score: 0.95,
    message: 'a second SQL statement in a value',
  },
  {
    id: 'sql-comment',
    keywords: ["'--", "' --", "'#", "'/*", '"--'],
    pattern: /^[^\n]{0,80}\w['"]\s{0,3}\)?\s{0,3}(?:--(?:\s|$)|#\s{0,3}$|\/\*)/g,
    severity: 'high',
    score: 0.8,
    message: 'a quote and an SQL comment at the end of a value',
  },
];

/** Finds SQL where none belongs, and SQL that reaches out of the database. */
export function createSqlDetector(pools?: KeywordPools): TextDetector {
  return createArgumentDetector({
    pools,
    detector: 'sql-injection',
    inArguments: [
      { uses: ['value', 'query'], rules: ANYWHERE },
      { uses: ['value'], rules: IN_VALUES },
    ],
  });
}
