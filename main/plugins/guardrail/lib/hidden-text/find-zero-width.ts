import type { Hit } from '../detect/detector';
import type { Severity } from '../../../../../shared/model/verdict';
import { JOINING_SCRIPT, LATIN, ZERO_WIDTH } from './invisible-characters';

const RUN = new RegExp(`[${ZERO_WIDTH}\\u200e\\u200f]{4,}`, 'g');
const IN_WORD = new RegExp(`(?<=[${LATIN}\\d])[${ZERO_WIDTH}\\u200e\\u200f\\u061c]{1,3}(?=[${LATIN}\\d])`, 'g');
const AT_MARKUP = new RegExp(`[${ZERO_WIDTH}]{1,3}(?=[<\\[{])|(?<=[>\\]}])[${ZERO_WIDTH}]{1,3}`, 'g');
const STRAY = new RegExp(`[${ZERO_WIDTH}]`, 'g');
const SOFT_HYPHENED = new RegExp(`[${LATIN}]*(?:\\u00ad[${LATIN}]*)+`, 'g');
const FILLERS = /(?:\u3164|\uffa0|\u115f|\u1160|\u17b4|\u17b5)+/g;
const BLANKS = /\u2800+/g;
const BRAILLE = /[\u2801-\u28ff]/;
const JAMO = /[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/;
const TARGETS =
  /^(?:ignor\w*|instruct\w*|previous|system|prompt\w*|assistant|passwords?|secrets?|tokens?|credential\w*|execut\w*|disregard|forget|override|admin\w*|delete|reveal|bypass)$/i;
/** Stray characters without width are what copying leaves; a message in them needs more. */
const MANY_STRAYS = 16;

/** Pictographs end in a low surrogate, a symbol, or the selector of their style. */
const AFTER_EMOJI = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;

interface Kind {
  readonly rule: string;
  readonly score: number;
  readonly message: string;
}

function hit({ rule, score, message }: Kind, start: number, end: number): Hit {
  const severity: Severity = score >= 0.7 ? 'high' : score >= 0.5 ? 'medium' : 'low';
  return { rule, severity, score, message, start, end };
}

/** Characters without width: runs that encode, splits within words, shy hyphens that hide a word, blanks that are letters. */
export function findZeroWidth(text: string): readonly Hit[] {
  return [...findRuns(text), ...findSplits(text), ...findSoftHyphens(text), ...findFillers(text)];
}

function findRuns(text: string): readonly Hit[] {
  const kind = { rule: 'zero-width-run', score: 0.85, message: 'contains a run of characters without width' };
  return [...text.matchAll(RUN)]
    .filter((match) => !isByteOrderMark(match[0], match.index))
    .map((match) => hit(kind, match.index, match.index + match[0].length));
}

function findSplits(text: string): readonly Hit[] {
  const splits = [...text.matchAll(IN_WORD)];
  const marks = [...text.matchAll(AT_MARKUP)].filter((match) => !isByteOrderMark(match[0], match.index));
  const hits: Hit[] = [];
  const split = { rule: 'zero-width-split', message: 'has characters without width inside words' };
  if (splits.length > 0) {
    const last = splits.at(-1)!;
    hits.push(
      hit({ ...split, score: splits.length >= 2 ? 0.75 : 0.55 }, splits[0]!.index, last.index + last[0].length),
    );
  }
  const marked = {
    rule: 'zero-width-marker',
    score: marks.length >= 2 ? 0.6 : 0.45,
    message: 'sets markup off with characters without width',
  };
  if (marks.length > 0) hits.push(hit(marked, marks[0]!.index, marks.at(-1)!.index + marks.at(-1)![0].length));
  if (hits.length === 0) hits.push(...findStrays(text));
  return hits;
}

/** One character here, one there, between words: too many of two kinds are bits of a message. */
function findStrays(text: string): readonly Hit[] {
  if (JOINING_SCRIPT.test(text)) return [];
  const found = [...text.matchAll(STRAY)].filter((match) => match.index > 0 && !joinsEmoji(text, match.index));
  if (found.length < MANY_STRAYS || new Set(found.map(([mark]) => mark)).size < 2) return [];
  const kind = { rule: 'zero-width-scatter', score: 0.6, message: 'has characters without width scattered over it' };
  return [hit(kind, found[0]!.index, found.at(-1)!.index + 1)];
}

/** An emoji sequence is joined by U+200D between two characters beyond the basic plane, or symbols. */
function joinsEmoji(text: string, at: number): boolean {
  return text[at] === '\u200d' && AFTER_EMOJI.test(text.slice(Math.max(0, at - 2), at));
}

const isByteOrderMark = (run: string, at: number): boolean => at === 0 && run === '\ufeff';

/** A soft hyphen parts syllables of long words; between single letters, or in short or telling words, it hides them. */
function findSoftHyphens(text: string): readonly Hit[] {
  if (!text.includes('\u00ad')) return [];
  const kind = { rule: 'soft-hyphen-split', score: 0.6, message: 'has soft hyphens where no syllable ends' };
  return [...text.matchAll(SOFT_HYPHENED)]
    .filter(([word]) => hidesWord(word.split('\u00ad')))
    .map((match) => hit(kind, match.index, match.index + match[0].length));
}

function hidesWord(parts: readonly string[]): boolean {
  const word = parts.join('');
  if (word === '') return parts.length > 2;
  return (
    TARGETS.test(word) ||
    (word.length < 6 && parts.length > 1 && parts.every((part) => part !== '')) ||
    parts.filter((part) => part.length === 1).length >= 2
  );
}

function findFillers(text: string): readonly Hit[] {
  const kind = { rule: 'blank-letters', message: 'contains letters that are blank' };
  const fillers = [...text.matchAll(FILLERS)]
    .filter(
      (match) =>
        !JAMO.test(text.slice(Math.max(0, match.index - 1), match.index)) &&
        !JAMO.test(text[match.index + match[0].length] ?? ''),
    )
    .map((match) =>
      hit({ ...kind, score: match[0].length > 1 ? 0.75 : 0.6 }, match.index, match.index + match[0].length),
    );
  // Between other Braille patterns the blank one is a space of a drawing or a text.
  const blanks = BRAILLE.test(text)
    ? []
    : [...text.matchAll(BLANKS)].map((match) =>
        hit({ ...kind, score: match[0].length > 2 ? 0.6 : 0.5 }, match.index, match.index + match[0].length),
      );
  return [...fillers, ...blanks];
}
