import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { builtFile } from '../support/built-file';

const PAGES = ['index', 'approval', 'crash'] as const;
/** What a page may have a browser read before anything is drawn, in KB. What a screen needs comes with the screen. */
const MOST_KB = { index: 800, approval: 800, crash: 50 };

/** Also of what a page begins with, which it waits for: it must set something before anything else is read. */
const IMPORT = /(?:\bfrom|\bimport)\s*["'`](\.\/[^"'`]+\.js)["'`]|\bimport\(["'`](\.\/start-[^"'`]+\.js)/g;

/** The scripts that a page names, and all that these import at once; what is imported later is not among them. */
function scriptsOf(page: string): readonly string[] {
  const html = readFileSync(page, 'utf8');
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const [, next, start = ''] of readFileSync(path, 'utf8').matchAll(IMPORT)) {
      visit(join(dirname(path), next ?? start));
    }
  };
  for (const [, source = ''] of html.matchAll(/<script[^>]+src="([^"]+)"/g)) visit(join(dirname(page), source));
  return [...found];
}

const inKb = (bytes: number): number => Math.round(bytes / 1_000);

describe('the console as it is built', () => {
  it('has a browser read no more than it should before the first screen', async () => {
    const folder = dirname(await builtFile('renderer/index.html'));
    const sizes = PAGES.map((page) => {
      const contents = scriptsOf(join(folder, `${page}.html`)).map((path) => readFileSync(path));
      const bytes = contents.reduce((sum, { length }) => sum + length, 0);
      const packed = contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
      return { page, kb: inKb(bytes), packedKb: inKb(packed), files: contents.length };
    });
    const lines = sizes.map(
      ({ page, kb, packedKb, files }) => `  ${page.padEnd(10)}${kb} KB in ${files} files, ${packedKb} KB compressed`,
    );
    process.stdout.write(`Scripts that a page reads first:\n${lines.join('\n')}\n`);
    for (const { page, kb } of sizes) {
      expect(kb, page).toBeGreaterThan(0);
      expect(kb, page).toBeLessThan(MOST_KB[page]);
    }
  });
});
