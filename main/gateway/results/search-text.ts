import { setImmediate as turn } from 'node:timers/promises';
import { type PagedText, textOfPage } from './paged-text';

export interface FoundLines {
  /** `line 12 (page 1): …`, as many as are shown. */
  readonly shown: readonly string[];
  /** There are more. */
  readonly isCut: boolean;
}

const MAX_SHOWN = 100;
const MAX_LINE = 300;
/** Pages looked at before others get a turn. */
const PAGES_AT_ONCE = 16;

/**
 * The lines that hold all of these words, in any order and case. A line that goes over several pages is several to it;
 * what stands across the border of two pages is found by fewer or shorter words.
 */
export async function searchText(paged: PagedText, words: readonly string[], signal: AbortSignal): Promise<FoundLines> {
  const wanted = words.map((word) => word.toLowerCase());
  const shown: string[] = [];
  for (const [index, { line }] of paged.pages.entries()) {
    if (index % PAGES_AT_ONCE === PAGES_AT_ONCE - 1) {
      await turn();
      signal.throwIfAborted();
    }
    const page = textOfPage(paged, index + 1) ?? '';
    const folded = page.toLowerCase();
    if (!wanted.every((word) => folded.includes(word))) continue;
    for (const [nr, text] of page.split('\n').entries()) {
      const foldedLine = text.toLowerCase();
      if (!wanted.every((word) => foldedLine.includes(word))) continue;
      if (shown.length >= MAX_SHOWN) return { shown, isCut: true };
      shown.push(`line ${line + nr} (page ${index + 1}): ${around(text, foldedLine.indexOf(wanted[0] ?? ''))}`);
    }
  }
  return { shown, isCut: false };
}

/** The part of a long line that surrounds what was found. */
function around(line: string, at: number): string {
  if (line.length <= MAX_LINE) return line;
  const from = Math.max(0, Math.min(at - MAX_LINE / 3, line.length - MAX_LINE));
  const part = line.slice(from, from + MAX_LINE);
  return `${from > 0 ? '…' : ''}${part}${from + MAX_LINE < line.length ? '…' : ''}`;
}
