import { setImmediate as turn } from 'node:timers/promises';

/** Characters of a page; a little less where that lets it end with a line. */
const PAGE = 64 * 1_024;
/** Work done before others get a turn, in characters. */
const SLICE = 4 * 1_024 * 1_024;

/** A text cut into pages that give the text again when they are joined. */
export interface PagedText {
  readonly text: string;
  /** Where each page begins, and with which line, counted from 1. */
  readonly pages: readonly { readonly at: number; readonly line: number }[];
  readonly lines: number;
}

/** Cuts at the end of a line where there is one in the second half of a page, and never through a character. */
export async function pageText(text: string): Promise<PagedText> {
  const pages: { at: number; line: number }[] = [];
  let line = 1;
  let sinceTurn = 0;
  for (let at = 0; at < text.length || pages.length === 0;) {
    pages.push({ at, line });
    const end = endOfPage(text, at);
    line += newlinesIn(text, at, end);
    sinceTurn += end - at;
    at = end;
    if (sinceTurn < SLICE) continue;
    sinceTurn = 0;
    await turn();
  }
  return { text, pages, lines: text === '' || text.endsWith('\n') ? line - 1 : line };
}

/** One page, counted from 1; `undefined` when there is none of this number. */
export function textOfPage({ text, pages }: PagedText, page: number): string | undefined {
  const here = pages[page - 1];
  return here === undefined ? undefined : text.slice(here.at, pages[page]?.at);
}

function endOfPage(text: string, at: number): number {
  const most = at + PAGE;
  if (most >= text.length) return text.length;
  const newline = text.lastIndexOf('\n', most - 1);
  if (newline >= at + PAGE / 2) return newline + 1;
  return splitsPair(text, most) ? most - 1 : most;
}

/** Whether a cut here would go through a character that takes two units. */
export function splitsPair(text: string, at: number): boolean {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

function newlinesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
