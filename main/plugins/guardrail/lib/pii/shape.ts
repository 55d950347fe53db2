import type { Severity } from '../../../../../shared/model/verdict';
import type { Hit } from '../detect/detector';

/** What something looks like wherever it stands, and how sure that makes us. */
export interface Shape {
  readonly id: string;
  readonly message: string;
  readonly severity: Severity;
  /** Without groups that have names. */
  readonly body: RegExp;
  /** How much of a match belongs to it, where the next word may look like more. */
  readonly lengthOf?: (value: string) => number;
  /** 0 for what only looks alike. */
  readonly score: (value: string, place: Place) => number;
}

export interface Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Texts are cut so that no pattern can walk further than this; matches are far shorter than the overlap. */
const WINDOW = 4_096;
const OVERLAP = 128;

/** Finds all shapes in one pass: the first that fits at a place decides. */
export function createShapeFinder(shapes: readonly Shape[], edges: { before: string; after: string }) {
  const bodies = shapes.map(({ body }, index) => `(?<s${index}>${body.source})`).join('|');
  const pattern = new RegExp(`${edges.before}(?:${bodies})${edges.after}`, 'g');
  return (text: string): readonly Hit[] => {
    const hits: Hit[] = [];
    for (let from = 0; from < text.length; from += WINDOW - OVERLAP) {
      const part = text.length <= WINDOW ? text : text.slice(from, from + WINDOW);
      pattern.lastIndex = 0;
      for (let match = pattern.exec(part); match !== null; match = pattern.exec(part)) {
        const shape = shapes.find((_, index) => match!.groups![`s${index}`] !== undefined)!;
        const start = (part === text ? 0 : from) + match.index;
        const value = match[0].slice(0, shape.lengthOf?.(match[0]));
        const place = { text, start, end: start + value.length };
        const score = shape.score(value, place);
        if (score > 0) hits.push(hitOf(shape, score, place));
      }
      if (part === text || from + WINDOW >= text.length) break;
    }
    return hits;
  };
}

const hitOf = ({ id, message, severity }: Shape, score: number, { start, end }: Place): Hit => ({
  rule: id,
  severity,
  score,
  message,
  start,
  end,
});

/** The words right before and after a place, as much as a reader would take in. */
export const before = ({ text, start }: Place, reach = 40) => text.slice(Math.max(0, start - reach), start);
export const after = ({ text, end }: Place, reach = 16) => text.slice(end, end + reach);
