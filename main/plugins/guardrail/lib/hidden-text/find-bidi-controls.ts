import type { Hit } from '../detect/detector';
import { RIGHT_TO_LEFT } from './invisible-characters';

/** Embeddings, overrides and isolates; the marks U+200E, U+200F and U+061C belong to ordinary text. */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/;
const OVERRIDES = /[\u202d\u202e]/;
const FIRST_STRONG_ISOLATE = '\u2068';
const MOST = 20;

/** Reordering that makes a line read otherwise than it is stored (“Trojan Source”, CVE-2021-42574). */
export function findBidiControls(text: string): readonly Hit[] {
  if (!CONTROLS.test(text)) return [];
  const hits: Hit[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const score = CONTROLS.test(line) ? judgeLine(line) : 0;
    if (score > 0 && hits.length < MOST) hits.push(hitOf(line, start, score));
    start += line.length + 1;
  }
  return hits;
}

function judgeLine(line: string): number {
  if (OVERRIDES.test(line)) return 0.85;
  const balanced = isBalanced(line);
  // Right-to-left text is embedded and isolated as a matter of course; tools wrap inserted words in first strong isolates.
  if (RIGHT_TO_LEFT.test(line)) return balanced ? 0 : 0.4;
  const onlyFirstStrong = !/[\u202a-\u202e\u2066\u2067]/.test(line) && line.includes(FIRST_STRONG_ISOLATE);
  if (onlyFirstStrong) return balanced ? 0 : 0.5;
  return balanced ? 0.7 : 0.8;
}

function isBalanced(line: string): boolean {
  const open: string[] = [];
  for (const mark of line.matchAll(/[\u202a-\u202e\u2066-\u2069]/g)) {
    if (mark[0] === '\u202c' || mark[0] === '\u2069') {
      if (open.pop() !== mark[0]) return false;
    } else {
      open.push(mark[0] >= '\u2066' ? '\u2069' : '\u202c');
    }
  }
  return open.length === 0;
}

function hitOf(line: string, start: number, score: number): Hit {
  const first = line.search(CONTROLS);
  let last = line.length;
  while (!CONTROLS.test(line[last - 1] ?? '')) last -= 1;
  return {
    rule: 'bidi-control',
    severity: score >= 0.7 ? 'high' : score >= 0.5 ? 'medium' : 'low',
    score,
    message: 'contains controls that reorder what is read',
    start: start + first,
    end: start + last,
  };
}
