import { isSecretName, redact } from '../../../shared/text/redact';
import type { Evidence } from '../../../shared/model/approval';
import type { DetectedFinding, Finding } from '../../../shared/model/verdict';

export interface MaskedContent {
  readonly content: unknown;
  /** Pointers of the values that show less than they hold. */
  readonly masked: readonly string[];
}

/** Findings of these detectors point at what must not be shown. */
const HIDING: ReadonlySet<string | undefined> = new Set(['secrets', 'pii']);
const DOT = '•';
const MAX_DEPTH = 200;

/**
 * Content as it may be shown to the person who decides: what is secret is dots, one for each character, so that what a
 * reason points at stays where it is.
 */
export function maskContent(content: unknown, findings: readonly HidingFinding[]): MaskedContent {
  const { spans, names } = placesOf(findings);
  const masked: string[] = [];
  const walk = (value: unknown, place: Place): unknown => {
    const { at, shownAt, isSecret, depth } = place;
    if (typeof value === 'string' || (typeof value === 'number' && isSecret)) {
      const shown = isSecret ? DOT.repeat(String(value).length) : maskText(String(value), spans.get(at) ?? []);
      if (shown !== value) masked.push(shownAt);
      return shown;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= MAX_DEPTH) return '[deeper]';
    const below = (name: string, shown = name) => {
      const next = { at: `${at}/${escaped(name)}`, shownAt: `${shownAt}/${escaped(shown)}`, depth: depth + 1 };
      return { ...next, isSecret: isSecret || isSecretName(name) };
    };
    if (Array.isArray(value)) return value.map((item, index) => walk(item, { ...below(String(index)), isSecret }));
    const isTelling = names.has(at);
    const entries = Object.entries(value).map(([name, member], index) => {
      const shown = maskName(name, index, isTelling);
      return [shown, walk(member, below(name, shown))] as const;
    });
    return Object.fromEntries(entries);
  };
  return { content: walk(content, { at: '', shownAt: '', isSecret: false, depth: 0 }), masked };
}

type HidingFinding = Finding & Pick<Partial<DetectedFinding>, 'isKey'>;

interface Place {
  readonly at: string;
  /** The same with masked names, as it may be told. */
  readonly shownAt: string;
  readonly isSecret: boolean;
  readonly depth: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where something was found that must not be shown: in strings, and in names of members. */
function placesOf(findings: readonly HidingFinding[]) {
  const spans = new Map<string, Span[]>();
  const names = new Set<string>();
  for (const { at, start, end, detector, isKey } of findings) {
    if (at === undefined || !HIDING.has(detector)) continue;
    if (isKey === true) names.add(at);
    if (start === undefined || end === undefined) continue;
    const known = spans.get(at);
    if (known === undefined) spans.set(at, [{ start, end }]);
    else known.push({ start, end });
  }
  return { spans, names };
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Names of plain letters hold nothing; a masked one keeps a number, so that no two become one. */
function maskName(name: string, index: number, isTelling: boolean): string {
  const isSafe = redact(name) === name && (!isTelling || /^[A-Za-z_-]{0,24}$/.test(name));
  return isSafe ? name : `${DOT.repeat(name.length)} ${index + 1}`;
}

function maskText(text: string, spans: readonly Span[]): string {
  const hidden = spans.length === 0 ? text : hideSpans(text, spans);
  // What only looks like a secret: whole words of it are hidden, since `redact` shortens.
  const redacted = redact(hidden);
  return redacted === hidden ? hidden : hideDifference(hidden, redacted);
}

/** Spans may overlap, and those of guardrails that are not ours may lie anywhere. */
function hideSpans(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    const [from, to] = [Math.max(start, at), Math.min(end, text.length)];
    if (to <= from) continue;
    parts.push(text.slice(at, from), DOT.repeat(to - from));
    at = to;
  }
  return parts.join('') + text.slice(at);
}

/** Dots wherever the redacted text says something else, from the first difference to the last. */
function hideDifference(text: string, redacted: string): string {
  let from = 0;
  while (from < text.length && text[from] === redacted[from]) from += 1;
  let back = 0;
  while (back < text.length - from && back < redacted.length - from && text.at(-1 - back) === redacted.at(-1 - back)) {
    back += 1;
  }
  return text.slice(0, from) + DOT.repeat(text.length - from - back) + text.slice(text.length - back);
}

/** Where the evidence lies within what is held, which may be a part of what was judged. */
export function evidenceOf({ at, start, end }: Finding): readonly Evidence[] {
  if (at === undefined) return [];
  return [{ path: redact(at), ...(start === undefined || end === undefined ? {} : { start, end }) }];
}
