import type { DetectedFinding, Edit } from '../../../shared/model/verdict';
import { textAt } from './text-at';

export interface Replacement {
  /** The rule that found the value. */
  readonly rule: string;
  readonly value: string;
}

/** Edits that replace what findings point at; where findings overlap, all that they cover is replaced as one. */
export function replaceFindings(
  content: unknown,
  findings: readonly DetectedFinding[],
  replace: (replacement: Replacement) => string,
): readonly Edit[] {
  const byPlace = new Map<string, DetectedFinding[]>();
  for (const finding of findings) byPlace.set(finding.at ?? '', [...(byPlace.get(finding.at ?? '') ?? []), finding]);
  return [...byPlace].map(([at, found]) => ({ at, value: replaceInText(textAt(content, at), found, replace) }));
}

interface Span {
  readonly rule: string;
  readonly start: number;
  end: number;
}

function replaceInText(
  text: string,
  found: readonly DetectedFinding[],
  replace: (replacement: Replacement) => string,
): string {
  const spans: Span[] = [];
  for (const { rule, start = 0, end = text.length } of [...found].sort(byPlaceInText)) {
    const last = spans.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else spans.push({ rule, start, end });
  }
  let result = '';
  let position = 0;
  for (const { rule, start, end } of spans) {
    result += text.slice(position, start) + replace({ rule, value: text.slice(start, end) });
    position = end;
  }
  return result + text.slice(position);
}

/** Earlier first, longer first, surer first: the first of those that overlap gives the name. */
function byPlaceInText(a: DetectedFinding, b: DetectedFinding): number {
  return (a.start ?? 0) - (b.start ?? 0) || (b.end ?? 0) - (a.end ?? 0) || b.score - a.score;
}
