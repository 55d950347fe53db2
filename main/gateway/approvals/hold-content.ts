import { isSecretName, redact } from '../../../shared/text/redact';
import type { Evidence } from '../../../shared/model/approval';
import type { Finding } from '../../../shared/model/verdict';

export interface MaskedContent {
  readonly content: unknown;
  /** Pointers of the strings that show less than they hold. */
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
export function maskContent(content: unknown, findings: readonly Finding[]): MaskedContent {
  const spans = new Map<string, Span[]>();
  for (const { at, start, end, detector } of findings) {
    if (at === undefined || start === undefined || end === undefined || !HIDING.has(detector)) continue;
    spans.set(at, [...(spans.get(at) ?? []), { start, end }]);
  }
  const masked: string[] = [];
  const walk = (value: unknown, at: string, isSecret: boolean, depth: number): unknown => {
    if (typeof value === 'string') {
      const shown = isSecret ? DOT.repeat(value.length) : maskText(value, spans.get(at) ?? []);
      if (shown !== value) masked.push(at);
      return shown;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= MAX_DEPTH) return '[deeper]';
    if (Array.isArray(value)) return value.map((item, index) => walk(item, `${at}/${index}`, isSecret, depth + 1));
    const entries = Object.entries(value).map(([name, member]) => {
      const below = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      return [name, walk(member, below, isSecret || isSecretName(name), depth + 1)] as const;
    });
    return Object.fromEntries(entries);
  };
  return { content: walk(content, '', false, 0), masked };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function maskText(text: string, spans: readonly Span[]): string {
  let shown = spans.reduce(
    (left, { start, end }) => left.slice(0, start) + DOT.repeat(end - start) + left.slice(end),
    text,
  );
  // What only looks like a secret: whole words of it are hidden, since `redact` shortens.
  const redacted = redact(shown);
  if (redacted !== shown) shown = hideDifference(shown, redacted);
  return shown;
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
  return [{ path: at, ...(start === undefined || end === undefined ? {} : { start, end }) }];
}
