import type { Hit } from '../detect/detector';

/** Lines are drawn with these, and dumps are full of zeros. */
const RULED = new Set(Array.from(' -=_*#.~+\t\r\n0A/\u2500\u2501\u2550', (mark) => mark.charCodeAt(0)));
const LONG_RUN = 300;
const LONG_RULE = 5_000;
const LONG_WORD = 1_000;
/** Words are looked at in stretches of this many; fewer different ones than that are a litany. */
const STRETCH = 256;
const FEW_WORDS = 8;
const LONGEST_MEMORY = 64;
const SKIPPED = 1_024;
const MARKS_ON_ONE_LETTER = 6;
const MANY_MARKS = 3;

type Span = Pick<Hit, 'start' | 'end'>;

/** Runs of one character, endless words and letters under heaps of marks: one pass, whatever the text says. */
export function measureCharacters(text: string): readonly Hit[] {
  if (!hasHeapMark(text) && !hasLongRun(text) && !hasLongWord(text)) return NO_HITS;
  const hits: Hit[] = [];
  let run = 0;
  let word = 0;
  let marks = 0;
  let heaps: Span | undefined;
  let heapCount = 0;
  for (let index = 1; index <= text.length; index += 1) {
    const unit = index === text.length ? -1 : text.charCodeAt(index);
    if (unit !== text.charCodeAt(index - 1)) {
      const least = RULED.has(text.charCodeAt(index - 1)) ? LONG_RULE : LONG_RUN;
      if (index - run >= least)
        hits.push(hit('repeated-character', 'one character over and over', { start: run, end: index }));
      run = index;
    }
    if (!isLetter(unit)) {
      if (index - word >= LONG_WORD) hits.push(...longWord(text, { start: word, end: index }));
      word = index + 1;
    }
    if (isHeapMark(unit)) {
      marks += 1;
      if (marks === MARKS_ON_ONE_LETTER) {
        heapCount += 1;
        heaps = { start: heaps?.start ?? index - marks, end: index + 1 };
      } else if (marks > MARKS_ON_ONE_LETTER && heaps !== undefined) {
        heaps = { start: heaps.start, end: index + 1 };
      }
    } else {
      marks = 0;
    }
  }
  if (heaps !== undefined && heapCount >= MANY_MARKS)
    hits.push(hit('mark-heap', 'letters under heaps of marks', heaps));
  return hits;
}

const NO_HITS: readonly Hit[] = [];

/** Walks backwards from where a run would have to end, so that it sees but a few characters in a hundred. */
function hasLongRun(text: string): boolean {
  for (let start = 0; start + LONG_RUN <= text.length;) {
    let index = start + LONG_RUN - 1;
    const unit = text.charCodeAt(index);
    while (index > start && text.charCodeAt(index - 1) === unit) index -= 1;
    if (index === start) return true;
    start = index;
  }
  return false;
}

function hasLongWord(text: string): boolean {
  for (let start = 0; start + LONG_WORD <= text.length;) {
    let index = start + LONG_WORD - 1;
    while (index >= start && isLetter(text.charCodeAt(index))) index -= 1;
    if (index < start) return true;
    start = index + 1;
  }
  return false;
}

const isLetter = (unit: number): boolean => (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);

/** From here on there are marks for any letter. */
const BEYOND_LETTERS = /[^\x00-\u02ff]/;

function hasHeapMark(text: string): boolean {
  if (!BEYOND_LETTERS.test(text)) return false;
  for (let index = 0; index < text.length; index += 1) if (isHeapMark(text.charCodeAt(index))) return true;
  return false;
}

/** Marks for any letter; the vowel signs of Indian and other scripts are not among them. */
const isHeapMark = (unit: number): boolean =>
  unit >= 0x300 &&
  (unit <= 0x36f ||
    (unit >= 0x483 && unit <= 0x489) ||
    (unit >= 0x1ab0 && unit <= 0x1aff) ||
    (unit >= 0x1dc0 && unit <= 0x1dff) ||
    (unit >= 0x20d0 && unit <= 0x20ff) ||
    (unit >= 0xfe20 && unit <= 0xfe2f));

/** Encoded data changes between capitals and small letters all the time; a word does not. */
function longWord(text: string, { start, end }: Span): readonly Hit[] {
  let changes = 0;
  for (let index = start + 1; index < end; index += 1) {
    if ((text.charCodeAt(index) & 0x20) !== (text.charCodeAt(index - 1) & 0x20)) changes += 1;
  }
  return changes * 10 > end - start ? [] : [hit('endless-word', 'a word without end', { start, end })];
}

/** Stretches of words among which hardly any is different; numbers do not count, tables are full of them. */
export function measureWords(text: string): readonly Hit[] {
  const hits: Hit[] = [];
  const seen = new Set<string>();
  const words = /\p{L}[\p{L}\p{M}'-]*/gu;
  let litany: Span | undefined;
  let count = 0;
  let start = 0;
  const close = (): void => {
    if (litany !== undefined) hits.push(hit('litany', 'the same few words over and over', litany));
    litany = undefined;
  };
  for (let found = words.exec(text); found !== null; found = words.exec(text)) {
    if (count === 0) start = found.index;
    count += 1;
    seen.add(found[0].slice(0, LONGEST_MEMORY));
    if (seen.size > FEW_WORDS) {
      close();
      // Ordinary text shows itself in a few words; a litany worth the name outlasts what is skipped.
      words.lastIndex = Math.max(words.lastIndex, start + SKIPPED);
    } else if (count === STRETCH) {
      litany = { start: litany?.start ?? start, end: words.lastIndex };
    } else {
      continue;
    }
    count = 0;
    seen.clear();
  }
  close();
  return hits;
}

function hit(rule: string, message: string, span: Span): Hit {
  const score = Math.min(0.95, 0.6 + (span.end - span.start) / 20_000);
  return { rule, message, score, severity: 'medium', ...span };
}
