import { redact } from '../../../shared/text/redact';

const CONTEXT = 3;
/** Comparing so many pairs of lines takes a few milliseconds. */
const MAX_PAIRS = 1_000_000;

interface Line {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/** What changes in a file, as a unified diff with secrets masked; empty when nothing does. */
export function unifiedDiff(path: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return '';
  const lines = compare(linesOf(before ?? ''), linesOf(after ?? ''));
  const head = [`--- ${before === undefined ? '/dev/null' : path}`, `+++ ${after === undefined ? '/dev/null' : path}`];
  return redact(`${[...head, ...hunksOf(lines)].join('\n')}\n`);
}

const linesOf = (text: string): string[] => {
  const lines = text.split(/(?<=\n)/).map((line) => line.replace(/\r?\n$/, ''));
  const isEnded = text.endsWith('\n') || text === '';
  if (!isEnded) lines.push('\\ No newline at end of file');
  return text === '' ? [] : lines;
};

function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const same = (lines: readonly string[]): Line[] => lines.map((text) => ({ mark: ' ', text }));
  const middle = changesBetween(before.slice(start, before.length - end), after.slice(start, after.length - end));
  return [...same(before.slice(0, start)), ...middle, ...same(before.slice(before.length - end))];
}

/** By the longest common subsequence; of very many lines, all are taken for changed. */
function changesBetween(before: readonly string[], after: readonly string[]): readonly Line[] {
  const [rows, columns] = [before.length, after.length];
  if (rows * columns > MAX_PAIRS) return [...lines('-', before), ...lines('+', after)];
  const width = columns + 1;
  const common = new Uint32Array((rows + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column]!;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const found: Line[] = [];
  let [row, column] = [0, 0];
  while (row < rows && column < columns) {
    if (before[row] === after[column]) found.push({ mark: ' ', text: before[(column++, row++)]! });
    else if (at(row + 1, column) >= at(row, column + 1)) found.push({ mark: '-', text: before[row++]! });
    else found.push({ mark: '+', text: after[column++]! });
  }
  return [...found, ...lines('-', before.slice(row)), ...lines('+', after.slice(column))];
}

const lines = (mark: Line['mark'], texts: readonly string[]): Line[] => texts.map((text) => ({ mark, text }));

function hunksOf(all: readonly Line[]): readonly string[] {
  const changed = all.flatMap(({ mark }, index) => (mark === ' ' ? [] : [index]));
  const groups: { first: number; last: number }[] = [];
  for (const index of changed) {
    const group = groups.at(-1);
    if (group !== undefined && index - group.last <= 2 * CONTEXT) group.last = index;
    else groups.push({ first: index, last: index });
  }
  return groups.flatMap(({ first, last }) => {
    const from = Math.max(0, first - CONTEXT);
    const part = all.slice(from, last + CONTEXT + 1);
    const ahead = all.slice(0, from);
    const count = (list: readonly Line[], not: Line['mark']): number => list.filter(({ mark }) => mark !== not).length;
    const span = (not: Line['mark']): string => {
      const [skipped, length] = [count(ahead, not), count(part, not)];
      return `${length === 0 ? skipped : skipped + 1},${length}`;
    };
    return [`@@ -${span('+')} +${span('-')} @@`, ...part.map(({ mark, text }) => `${mark}${text}`)];
  });
}
