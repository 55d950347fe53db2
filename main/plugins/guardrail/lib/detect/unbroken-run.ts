import type { Reading } from './read-once';

/** Where runs begin and end, by turns. */
export type UnbrokenRuns = readonly number[];

const NO_RUNS: UnbrokenRuns = [];

/**
 * The runs of at least that many letters, digits, `+`, `/`, `_` and `-`, as keys and encodings are. Walks backwards from where a
 * run would have to end: in prose it sees one character in ten.
 */
export function unbrokenRunsOf(text: string, length: number): UnbrokenRuns {
  let runs: number[] | undefined;
  for (let start = 0; start + length <= text.length;) {
    let index = start + length - 1;
    while (index >= start && isOfKeys(text.charCodeAt(index))) index -= 1;
    if (index >= start) {
      start = index + 1;
      continue;
    }
    let end = start + length;
    while (end < text.length && isOfKeys(text.charCodeAt(end))) end += 1;
    (runs ??= []).push(start, end);
    start = end + 1;
  }
  return runs ?? NO_RUNS;
}

/** Shorter runs are words. */
export const SHORTEST_RUN = 20;

/** The runs of a text that say something; a reading. */
export const runsOf: Reading<UnbrokenRuns> = (text) => unbrokenRunsOf(text, SHORTEST_RUN);

/** Whether as much of a run as that lies within a part of its text. */
export function hasRunWithin(runs: UnbrokenRuns, length: number, { start, end }: Part): boolean {
  let low = 0;
  let high = runs.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[2 * middle + 1]! < start + length) low = middle + 1;
    else high = middle;
  }
  for (let index = 2 * low; index < runs.length && runs[index]! + length <= end; index += 2) {
    if (Math.min(end, runs[index + 1]!) - Math.max(start, runs[index]!) >= length) return true;
  }
  return false;
}

interface Part {
  readonly start: number;
  readonly end: number;
}

/** `A-Za-z0-9+/_-` */
function isOfKeys(unit: number): boolean {
  if (unit >= 0x61) return unit <= 0x7a;
  if (unit >= 0x41) return unit <= 0x5a || unit === 0x5f;
  return (unit >= 0x2f && unit <= 0x39) || unit === 0x2b || unit === 0x2d;
}
