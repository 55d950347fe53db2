/** Offsets in UTF-16 code units; the end is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export type Part =
  | { readonly kind: 'text' | 'mark'; readonly start: number; readonly text: string }
  /** So many characters that are not shown. */
  | { readonly kind: 'gap'; readonly start: number; readonly count: number };

export interface ExcerptOptions {
  /** Longer texts are folded. */
  readonly most: number;
  /** Characters that stay in view on both sides of a mark. */
  readonly around: number;
}

const MOST_WINDOWS = 20;

/** A text with marks. Of a long one its beginning and what is marked; what is left out is counted. */
export function excerpt(text: string, ranges: readonly TextRange[], { most, around }: ExcerptOptions): readonly Part[] {
  const marks = joined(ranges.map(({ start, end }) => clamp({ start, end }, text.length)));
  const windows =
    text.length <= most
      ? [{ start: 0, end: text.length }]
      : joined([
          { start: 0, end: Math.ceil(most / 2) },
          ...marks
            .slice(0, MOST_WINDOWS)
            .map(({ start, end }) =>
              clamp({ start: start - around, end: Math.min(end, start + most) + around }, text.length),
            ),
        ]);
  const parts: Part[] = [];
  let at = 0;
  for (const window of windows) {
    if (window.start > at) parts.push({ kind: 'gap', start: at, count: window.start - at });
    parts.push(...cut(text, window, marks));
    at = window.end;
  }
  if (at < text.length) parts.push({ kind: 'gap', start: at, count: text.length - at });
  return parts;
}

function cut(text: string, window: TextRange, marks: readonly TextRange[]): readonly Part[] {
  const parts: Part[] = [];
  let at = window.start;
  const take = (kind: 'text' | 'mark', end: number): void => {
    if (end > at) parts.push({ kind, start: at, text: text.slice(at, end) });
    at = Math.max(at, end);
  };
  for (const mark of marks) {
    if (mark.end <= window.start || mark.start >= window.end) continue;
    take('text', mark.start);
    take('mark', Math.min(mark.end, window.end));
  }
  take('text', window.end);
  return parts;
}

const clamp = ({ start, end }: TextRange, length: number): TextRange => ({
  start: Math.max(0, Math.min(start, length)),
  end: Math.max(0, Math.min(end, length)),
});

/** Ordered, with what touches made one. */
export function joined(ranges: readonly TextRange[]): readonly TextRange[] {
  const sorted = ranges.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  const result: TextRange[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (last !== undefined && range.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    } else result.push(range);
  }
  return result;
}
